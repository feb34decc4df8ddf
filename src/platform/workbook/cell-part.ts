import { type CellContext, cellText } from './cell-text.ts'
import type { ReadLimits } from './limits.ts'
import { Refused } from './refusal.ts'
import { LONGEST_ESCAPE, runText } from './run-text.ts'
import type { XmlAttributes } from './strict-xml.ts'

/** What stands inside one `<c>`. */
export interface CellPart {
  begin(attributes: XmlAttributes): void
  /** Hears an element inside the cell; the area an array formula fills is told to `onArea`. */
  open(name: string, attributes: XmlAttributes): void
  text(text: string): void
  close(name: string): void
  isFormula(): boolean
  take(): string
}

export function cellPart(context: CellContext, limits: ReadLimits, onArea: (reference: string) => void): CellPart {
  const inline = runText(limits.cellCharacters)
  let type = 'n'
  let style = 0
  let value = ''
  let inValue = false
  let formula = false
  return {
    begin(attributes) {
      type = attributes.t ?? 'n'
      style = Number(attributes.s ?? 0)
      value = ''
      formula = false
    },
    open(name, attributes) {
      if (name === 'v') inValue = true
      else if (name !== 'f') inline.open(name)
      else {
        formula = true
        // A shared formula also has an area, but each of its cells says so itself.
        if (attributes.ref !== undefined && attributes.t !== 'shared') onArea(attributes.ref)
      }
    },
    text(text) {
      if (!inValue) return inline.text(text)
      value += text
      if (value.length > limits.cellCharacters * LONGEST_ESCAPE) throw new Refused('cell-too-long')
    },
    close(name) {
      if (name === 'v') inValue = false
      else inline.close(name)
    },
    isFormula: () => formula,
    take: () => {
      const typed = inline.take()
      return type === 'inlineStr' ? typed : cellText(type, style, value, context)
    },
  }
}
