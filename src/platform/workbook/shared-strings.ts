import type { ReadLimits } from './limits.ts'
import { Refused } from './refusal.ts'
import { runText } from './run-text.ts'
import type { XmlListener } from './strict-xml.ts'

/** The strings that cells name by number. */
export function sharedStrings(limits: ReadLimits): XmlListener & { strings: string[] } {
  const strings: string[] = []
  const run = runText(limits.cellCharacters)
  return {
    strings,
    open: run.open,
    text: run.text,
    close(name) {
      run.close(name)
      if (name !== 'si') return
      if (strings.length >= limits.cells) throw new Refused('too-many-cells')
      strings.push(run.take())
    },
  }
}
