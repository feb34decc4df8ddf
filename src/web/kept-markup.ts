import Handlebars from 'handlebars'

type Partial = (shown: object) => string

/**
 * The helper `kept`: `{{kept "lists/cells" row}}` places a partial as it was rendered for this object the first time, for
 * as long as the object is there: for pieces of a model that are shown again and never change. The partial sees the
 * object alone. Here alone is markup handed on unescaped: what a template has rendered.
 */
export function keptMarkup(partialOf: (name: string) => Partial): Handlebars.HelperDelegate {
  const kept = new Map<string, WeakMap<object, Handlebars.SafeString>>()
  return (name: string, shown: object) => {
    const ofPartial = kept.get(name) ?? new WeakMap()
    kept.set(name, ofPartial)
    const known = ofPartial.get(shown) ?? new Handlebars.SafeString(partialOf(name)(shown))
    ofPartial.set(shown, known)
    return known
  }
}
