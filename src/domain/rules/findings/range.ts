/** The values a quantity can take: in steps from the least on, anything between, or only some. */
export type Range =
  | { readonly kind: 'steps'; readonly min: number; readonly max: number; readonly step: number }
  | { readonly kind: 'between'; readonly min: number; readonly max: number }
  | { readonly kind: 'list'; readonly values: readonly number[] }

/** No quantity of the rules comes near it. */
export const NO_END = 1_000_000_000

export const steps = (min: number, max: number, step = 1): Range => ({ kind: 'steps', min, max, step })
export const between = (min: number, max: number): Range => ({ kind: 'between', min, max })
export const list = (values: readonly number[]): Range => ({ kind: 'list', values: ascending(values) })

/**
 * Values of the range, ascending, of which every comparison with one of the limits is represented: two values that some
 * comparison tells apart have representatives it tells apart. So a finite search over them misses nothing.
 */
export function representatives(range: Range, limits: readonly number[]): number[] {
  if (range.kind === 'list') return [...range.values]
  const { min, max } = range
  const inside = ascending([min, max, ...limits]).filter(limit => limit >= min && limit <= max)
  if (range.kind === 'between') return ascending(inside.flatMap((limit, i) => [limit, ...gap(limit, inside[i + 1])]))
  const { step } = range
  const around = inside.flatMap(limit => {
    const below = min + Math.floor((limit - min) / step) * step
    return [below - step, below, below + step]
  })
  return ascending(around.filter(value => value >= min && value <= max))
}

/** Values between two limits, near each of them. */
function gap(limit: number, next: number | undefined): number[] {
  if (next === undefined) return []
  const near = Math.min(1, (next - limit) / 2)
  return [limit + near, next - near]
}

const ascending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b)
