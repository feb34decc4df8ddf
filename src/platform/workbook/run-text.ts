import { Refused } from './refusal.ts'

/** Joins the runs of one string (`<si>` or `<is>`): all its `<t>`, but not the reading aid in `<rPh>`. */
export interface RunText {
  open(name: string): void
  text(text: string): void
  close(name: string): void
  /** The string so far, unescaped; begins a new one. */
  take(): string
}

/** An escape such as `_x000D_` is seven characters for one. */
export const LONGEST_ESCAPE = 7

export function runText(mostCharacters: number): RunText {
  const mostRaw = mostCharacters * LONGEST_ESCAPE
  let joined = ''
  let inText = false
  let inPhonetic = false
  return {
    open(name) {
      if (name === 'rPh') inPhonetic = true
      if (name === 't') inText = !inPhonetic
    },
    text(text) {
      if (!inText) return
      joined += text
      if (joined.length > mostRaw) throw new Refused('cell-too-long')
    },
    close(name) {
      if (name === 'rPh') inPhonetic = false
      if (name === 't') inText = false
    },
    take() {
      const whole = unescapeText(joined)
      joined = ''
      return whole
    },
  }
}

/** Undoes `_xHHHH_`, the spreadsheet way to write what XML cannot; leaves alone what no one can type. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (escaped, hex: string) => {
    const code = Number.parseInt(hex, 16)
    const typeable = code === 9 || code === 10 || code === 13 || (code >= 32 && code < 0xd800) || isUpper(code)
    return typeable ? String.fromCharCode(code) : escaped
  })
}

function isUpper(code: number): boolean {
  return code >= 0xe000 && code < 0xfffe
}
