/** Something whose speed is measured. */
export interface Runner {
  readonly name: string
  /** Does the work so many times. */
  run(times: number): unknown
}

/** Works a second of each runner, one number a round. */
export type Rates = ReadonlyMap<string, readonly number[]>

/**
 * Measures the runners in turn, A B C A B C …, so that what else the machine does falls on all of them alike.
 * Each turn takes about `turnMs`; a turn that no number comes from warms them up.
 */
export async function interleave(runners: readonly Runner[], rounds: number, turnMs: number): Promise<Rates> {
  const times = new Map<string, number>()
  for (const runner of runners) times.set(runner.name, await timesWithin(runner, turnMs))
  const rates = new Map<string, number[]>(runners.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const runner of runners) {
      const n = times.get(runner.name) ?? 1
      rates.get(runner.name)?.push((n * 1000) / (await milliseconds(runner, n)))
    }
  }
  return rates
}

/** How often the work fits into a turn. Doubles until it is measurable, which warms up too. */
async function timesWithin(runner: Runner, turnMs: number): Promise<number> {
  for (let n = 1; ; n *= 2) {
    const ms = await milliseconds(runner, n)
    if (ms >= turnMs / 2) return Math.max(1, Math.round((n * turnMs) / ms))
  }
}

async function milliseconds(runner: Runner, times: number): Promise<number> {
  const begin = performance.now()
  await runner.run(times)
  return performance.now() - begin
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** The median of the ratios of each round: neighbours in time are compared. */
export const medianRatio = (ours: readonly number[], theirs: readonly number[]): number =>
  median(ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN)))
