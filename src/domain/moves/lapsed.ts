import type { Rating } from '../rating/rating.ts'
import type { ScoreLine } from '../rating/score-line.ts'
import type { Cause } from './why-moved.ts'

/** A line of the score that came to other points by time alone; hundredths, 0 where there is no such line. */
export interface AgedLine {
  readonly line: ScoreLine
  readonly before: number
  readonly after: number
}

/** The lines that differ between two days, the greatest difference first; together they are what the score lost or won. */
export function agedLines(before: Pick<Rating, 'lines'>, after: Pick<Rating, 'lines'>): AgedLine[] {
  const [old, now] = [linesByKey(before), linesByKey(after)]
  const all = new Map([...old, ...now])
  return [...all]
    .map(([key, line]) => ({ line, before: old.get(key)?.points ?? 0, after: now.get(key)?.points ?? 0 }))
    .filter(one => one.before !== one.after)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
}

const linesByKey = ({ lines }: Pick<Rating, 'lines'>): ReadonlyMap<string, ScoreLine> =>
  new Map(lines.map(line => [keyOf(line), line]))

function keyOf(line: ScoreLine): string {
  switch (line.kind) {
    case 'part':
      return `part ${line.part}`
    case 'fact':
      return `fact ${line.code} ${line.entryIds.join()}`
    case 'cap':
      return `cap ${line.code} ${line.period}`
    case 'clip':
      return `clip ${line.of}`
  }
}

/** The records that the conditions which turned looked at before, and do not any more. */
export function lapsedRecords(causes: readonly Cause[]): number[] {
  const leaves = causes.flatMap(cause => (cause.kind === 'condition' ? cause.leaves : []))
  const lapsed = leaves.flatMap(({ before, after }) => {
    if (before === null || after === null) return []
    const still = new Set([...after.reading.entryIds, ...after.reading.settledIds])
    return before.reading.entryIds.filter(id => !still.has(id))
  })
  return [...new Set(lapsed)].sort((a, b) => a - b)
}

/** Whether one of the conditions that turned looks at the score. */
export const turnsOnScore = (causes: readonly Cause[]): boolean =>
  causes.some(
    cause =>
      cause.kind === 'condition' &&
      cause.leaves.some(({ after }) => after !== null && 'compare' in after.leaf && after.leaf.compare.of === 'score'),
  )
