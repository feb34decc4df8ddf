import type { Verdict } from '../../../src/domain/rating/conditions.ts'
import type { Runner } from '../interleave.ts'

/** One way to evaluate all conditions, over the sample it was made with. */
export interface Contestant extends Runner {
  /** Verdicts of every condition, in the order of the rule set, on the sample's `i`th values. */
  verdicts(i: number): readonly Verdict[] | Promise<readonly Verdict[]>
}

/** The verdicts of a way that only says which conditions are true. */
export const firedVerdicts = (ids: readonly string[], fired: ReadonlySet<string>): Verdict[] =>
  ids.map(id => (fired.has(id) ? 'true' : 'false'))

/** Says where a peer decides otherwise than the first one does; null when they agree on the whole sample. */
export async function disagreement(
  contestants: readonly Pick<Contestant, 'name' | 'verdicts'>[],
  ids: readonly string[],
  size: number,
): Promise<string | null> {
  const [first, ...others] = contestants
  for (let i = 0; first !== undefined && i < size; i += 1) {
    const expected = await first.verdicts(i)
    for (const other of others) {
      const found = await other.verdicts(i)
      const at = ids.findIndex((_, condition) => found[condition] !== expected[condition])
      if (at >= 0)
        return `${other.name} says ${found[at]} of ${ids[at]} on sample ${i}, ${first.name} says ${expected[at]}`
    }
  }
  return null
}
