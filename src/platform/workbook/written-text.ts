/** What XML 1.0 cannot hold at all: most control characters, lone surrogates, U+FFFE and U+FFFF; and DEL. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be written
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Surrogate}/gu

/** The text without the characters a workbook cannot hold. */
export function writableText(text: string): string {
  return text.replace(UNWRITABLE, '')
}

/** As it must stand in the file: a carriage return, and what looks like an escape, are escaped. */
export function escapedText(text: string): string {
  return writableText(text)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('\r', '_x000D_')
}
