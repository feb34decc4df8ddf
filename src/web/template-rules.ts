import Handlebars from 'handlebars'
import type { Templates } from './template-files.ts'

/**
 * Throws on the first template that does not compile, names a partial that is not there, or places text unescaped.
 * `{{{body}}}` of the layout is the one exception: it is what the views have already escaped.
 */
export function checkTemplates(templates: Templates, options: CompileOptions): void {
  for (const [name, source] of templates.partials) checkTemplate(`_partials/${name}`, source, templates, options)
  for (const [name, source] of templates.views) checkTemplate(name, source, templates, options)
}

function checkTemplate(name: string, source: string, templates: Templates, options: CompileOptions): void {
  try {
    Handlebars.precompile(source, options)
    new Rules(name, templates).accept(Handlebars.parse(source))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The template ${name}.hbs cannot be used: ${reason}`, { cause })
  }
}

class Rules extends Handlebars.Visitor {
  readonly #name: string
  readonly #templates: Templates

  constructor(name: string, templates: Templates) {
    super()
    this.#name = name
    this.#templates = templates
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    const isBody = this.#name === 'layouts/main' && pathOf(mustache.path) === 'body'
    if (!mustache.escaped && !isBody) throw new Error('it places text unescaped')
    if (pathOf(mustache.path) === 'kept') this.#know(mustache.params[0] ?? mustache.path)
    super.MustacheStatement(mustache)
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    this.#know(partial.name)
    super.PartialStatement(partial)
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): void {
    this.#know(partial.name)
    super.PartialBlockStatement(partial)
  }

  #know(name: hbs.AST.Expression): void {
    const called = pathOf(name)
    if (called !== '@partial-block' && !this.#templates.partials.has(called)) throw new Error(`no partial ${called}`)
  }
}

function pathOf(expression: hbs.AST.Expression): string {
  return 'original' in expression ? String(expression.original) : '(computed)'
}
