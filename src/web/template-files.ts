import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'

/** Sources by name: `form/field` of `_partials/form/field.hbs`, `lists/index` of `lists/index.hbs`. */
export interface Templates {
  readonly partials: ReadonlyMap<string, string>
  readonly views: ReadonlyMap<string, string>
}

const partialFolder = '_partials/'

export function readTemplates(folder: string): Templates {
  const partials = new Map<string, string>()
  const views = new Map<string, string>()
  for (const file of templateFiles(folder)) {
    const name = file.split(sep).join('/').slice(0, -'.hbs'.length)
    const source = readFileSync(join(folder, file), 'utf8')
    if (name.startsWith(partialFolder)) partials.set(name.slice(partialFolder.length), source)
    else views.set(name, source)
  }
  return { partials, views }
}

/** Changes whenever a template is added, removed or saved. */
export function stampOf(folder: string): string {
  return templateFiles(folder)
    .map(file => `${file}@${statSync(join(folder, file)).mtimeMs}`)
    .join('|')
}

function templateFiles(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files.filter(file => file.endsWith('.hbs')).sort()
}
