const MINUS = '−'

/** Whole hundredths as people say them: 6000 is `60`, 525 is `5.25`, −800 is `−8`. */
export function plain(hundredths: number): string {
  const size = Math.abs(hundredths)
  const decimals = String(size % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${hundredths < 0 ? MINUS : ''}${Math.floor(size / 100)}${decimals === '' ? '' : `.${decimals}`}`
}

/** The same without its sign. */
export const size = (hundredths: number): string => plain(Math.abs(hundredths))
