import { randomBytes } from 'node:crypto'

const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** A name nobody can guess: the prefix, a dash and 16 letters (80 random bits, Crockford's base 32). */
export function newId(prefix: string): string {
  const bits = BigInt(`0x${randomBytes(10).toString('hex')}`)
  const text = Array.from({ length: 16 }, (_, i) => letters[Number((bits >> BigInt(i * 5)) & 31n)])
  return `${prefix}-${text.join('')}`
}
