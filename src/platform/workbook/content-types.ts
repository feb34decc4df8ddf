import { type RefusalReason, Refused } from './refusal.ts'
import type { XmlListener } from './strict-xml.ts'

const REFUSED: readonly (readonly [RegExp, RefusalReason])[] = [
  [/macro|vba/i, 'macro'],
  [/sheet\.binary/i, 'not-xlsx'],
  [/externallink/i, 'external-link'],
  [/activex/i, 'active-x'],
  [/oleobject|\.package$|application\/zip/i, 'embedded-object'],
]

/** Refuses by declared type: a harmless name may be declared to be a macro. */
export function contentTypes(): XmlListener {
  return {
    open(_name, attributes) {
      const type = attributes.ContentType ?? ''
      for (const [pattern, reason] of REFUSED) if (pattern.test(type)) throw new Refused(reason)
    },
    text() {},
    close() {},
  }
}
