/**
 * One text for one value: keys sorted, no spaces (RFC 8785 for the strings, whole numbers, booleans, nulls, lists and
 * records the product stores). Absent and undefined are the same. Throws on what JSON cannot say.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object') {
    const record = value as Readonly<Record<string, unknown>>
    const keys = Object.keys(record).filter(key => record[key] !== undefined)
    return `{${keys
      .sort()
      .map(key => `${JSON.stringify(key)}:${canonical(record[key])}`)
      .join(',')}}`
  }
  throw new TypeError(`not a JSON value: ${typeof value}`)
}
