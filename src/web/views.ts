import Handlebars from 'handlebars'
import type { Frame } from './frame.ts'
import { keptMarkup } from './kept-markup.ts'
import { readTemplates, stampOf, type Templates } from './template-files.ts'
import { checkTemplates } from './template-rules.ts'

/** Renders a view by its name, such as `lists/index`, to HTML. A field the model lacks is an error, never a blank. */
export interface Views {
  /** The view inside the layout. In both, `frame` stands beside the model's own fields. */
  page(view: string, model: object, frame: Frame): string
  /** The view alone, for htmx. */
  fragment(view: string, model: object, frame: Frame): string
  /** Changes whenever a template that is shown does. */
  stamp(): string
}

type Render = (view: string, context: object) => string

const options = {
  strict: true,
  knownHelpersOnly: true,
  // A key taken from the model could name what was never meant to be shown; a log line could carry it out.
  knownHelpers: { lookup: false, log: false, kept: true },
  preventIndent: true,
}
const runtime = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false }

/**
 * The templates of a folder: `layouts/main.hbs`, `_partials/**` (named by path), all else pages. Throws when one does
 * not compile or breaks the rules of templates, so that a broken view stops the start. `reload` looks for changed files
 * before each rendering.
 */
export function loadViews(folder: string, { reload = false } = {}): Views {
  let stamp = stampOf(folder)
  let render = compiledAt(stamp, folder)
  const current = (): Render => {
    const now = reload ? stampOf(folder) : stamp
    if (now !== stamp) render = compiledAt(now, folder)
    stamp = now
    return render
  }
  return {
    fragment: (view, model, frame) => current()(view, { ...model, frame }),
    stamp: () => (reload ? stampOf(folder) : stamp),
    page: (view, model, frame) => {
      const render = current()
      return render('layouts/main', { frame, body: render(view, { ...model, frame }) })
    },
  }
}

/** What each folder held last, compiled: a process that composes the product many times, as tests do, compiles once. */
const compiled = new Map<string, { readonly stamp: string; readonly render: Render }>()

function compiledAt(stamp: string, folder: string): Render {
  const last = compiled.get(folder)
  if (last?.stamp === stamp) return last.render
  const render = compile(readTemplates(folder))
  compiled.set(folder, { stamp, render })
  return render
}

function compile(templates: Templates): Render {
  checkTemplates(templates, options)
  const engine = Handlebars.create()
  const partials = new Map([...templates.partials].map(([name, source]) => [name, engine.compile(source, options)]))
  for (const [name, partial] of partials) engine.registerPartial(name, partial)
  engine.registerHelper(
    'kept',
    keptMarkup(name => shown => partials.get(name)?.(shown, runtime) ?? ''),
  )
  const views = new Map([...templates.views].map(([name, source]) => [name, engine.compile(source, options)]))
  return (view, context) => {
    const template = views.get(view)
    if (template === undefined) throw new Error(`There is no view ${view}.`)
    return template(context, runtime)
  }
}
