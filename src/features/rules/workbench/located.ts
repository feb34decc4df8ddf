/**
 * Errors under the names of controls, groups or lists that stand on the page: a fault of the rule set names a place of
 * the document, which may lie deeper than any control.
 */
export function located(errors: Readonly<Record<string, string>>, view: object): Record<string, string> {
  const shown = anchorsIn(view)
  const found: Record<string, string> = {}
  for (const [name, sentence] of Object.entries(errors)) found[nearest(name, shown)] ??= sentence
  return found
}

/** The name itself, or of what stands around it; '' where nothing of it is shown. */
export function nearest(name: string, shown: ReadonlySet<string>): string {
  let at = name
  while (at !== '' && !shown.has(`f-${at}`)) at = at.split('.').slice(0, -1).join('.')
  return at
}

/** The ids on a page. */
export function anchorsIn(view: unknown, found = new Set<string>()): Set<string> {
  if (typeof view !== 'object' || view === null) return found
  for (const [name, value] of Object.entries(view)) {
    if (name === 'id' && typeof value === 'string') found.add(value)
    else anchorsIn(value, found)
  }
  return found
}

/** A place of the document as the name of a control: `colours[0].label` is `colours.0.label`. */
export const nameOf = (path: string): string => path.replace(/\[(\d+)\]/g, '.$1')
