import { builtInDateFormat, customDateFormat, type DateFormat } from './date-format.ts'
import { Refused } from './refusal.ts'
import type { XmlListener } from './strict-xml.ts'

/** Excel keeps no more cell formats than this in a file. */
const AT_MOST = 65_536

/** Finds which cell styles show a number as a date; nothing else of the styles matters to us. */
export function stylesPart(): XmlListener & { dateFormat(style: number): DateFormat | undefined } {
  const custom = new Map<number, DateFormat | undefined>()
  const byStyle: (DateFormat | undefined)[] = []
  let inCellFormats = false
  return {
    dateFormat: style => byStyle[style],
    open(name, { numFmtId, formatCode }) {
      if (name === 'cellXfs') inCellFormats = true
      const id = Number(numFmtId)
      // `numFmt` also occurs in differential styles, after the cell formats, where it binds no cell.
      if (name === 'numFmt' && byStyle.length === 0) custom.set(id, customDateFormat(formatCode ?? ''))
      if (name === 'xf' && inCellFormats) byStyle.push(custom.has(id) ? custom.get(id) : builtInDateFormat(id))
      if (custom.size > AT_MOST || byStyle.length > AT_MOST) throw new Refused('too-complex')
    },
    text() {},
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
  }
}
