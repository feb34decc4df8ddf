const LONGEST = 31

/** A name Excel accepts for a sheet, unlike any of `taken`. */
export function sheetName(wanted: string, taken: readonly string[]): string {
  const legal = wanted.replace(/[\\/?*[\]:'\p{Cc}\p{Surrogate}]/gu, ' ').trim() || '工作表'
  for (let count = 1; ; count += 1) {
    const suffix = count === 1 ? '' : `(${count})`
    // A cut may halve a rare character.
    const name = legal.slice(0, LONGEST - suffix.length).replace(/\p{Surrogate}/u, '') + suffix
    if (!taken.some(other => other.toLowerCase() === name.toLowerCase())) return name
  }
}
