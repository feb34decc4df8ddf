import fc from 'fast-check'

/** How often a property is tried; SANSE_RUNS_FACTOR multiplies it for a long hunt. */
export const runs = (usual: number): number => Math.ceil(usual * Number(process.env.SANSE_RUNS_FACTOR ?? 1))

/** Checks a fixed sample, in which what the test is about is known to occur, and then as many random cases. */
export function holdsForAll<T>(cases: fc.Arbitrary<T>, usual: number, check: (one: T) => void): void {
  for (const one of fc.sample(cases, { seed: 15, numRuns: usual })) check(one)
  fc.assert(fc.property(cases, check), { numRuns: runs(usual) })
}
