/** What was measured of one figure beside one peer, in one interleaved run. */
export interface Comparison {
  readonly id: string
  readonly work: string
  /** Ours by the peer's: of rates, so that more is better, unless `bound` is 'at most'. Median of the rounds. */
  readonly ratio: number
  readonly peer: string
  /** What performance.md asks for; null: shown without a target. */
  readonly target: number | null
  readonly bound: 'at least' | 'at most'
  readonly met: boolean | null
  /** What `ours` and `theirs` count: evaluations a second, milliseconds. */
  readonly unit: string
  /** Medians. */
  readonly ours: number
  readonly theirs: number
  /** What the numbers were measured with. */
  readonly versions: Readonly<Record<string, string>>
  readonly note?: string
}

/** How a figure is to be run. */
interface Options {
  /** Cadres in the installation that is measured. */
  readonly cadres: number
}

/** One line of the table of figures in performance.md. */
export interface Figure {
  readonly id: string
  readonly work: string
  measure(options: Options): Promise<readonly Comparison[]>
}

/** Says whether the target is met; nothing is rounded before that. */
export function compared(measured: Omit<Comparison, 'met' | 'bound'> & { readonly bound?: 'at most' }): Comparison {
  const { ratio, target, bound = 'at least' } = measured
  const met = target === null ? null : bound === 'at least' ? ratio >= target : ratio <= target
  return { ...measured, bound, met }
}
