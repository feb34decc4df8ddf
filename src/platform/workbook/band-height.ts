const LINE_HEIGHT = 18

/** Height in points of a merged line: no program fits the height of merged cells by itself. */
export function bandHeight(text: string, width: number): number {
  const lines = text.split('\n').map(line => Math.max(1, Math.ceil(charactersWide(line) / width)))
  return lines.reduce((sum, count) => sum + count, 0) * LINE_HEIGHT
}

/** A Chinese character is as wide as two others. */
function charactersWide(line: string): number {
  let wide = 0
  for (const character of line) wide += character > '\u00ff' ? 2 : 1
  return wide
}
