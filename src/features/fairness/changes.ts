import { protect, type ShownCounts, withTotals } from '../../domain/fairness/protect.ts'
import type { Day } from '../../domain/time/days.ts'
import type { CloseSummary } from '../closes/index.ts'
import { type Dimension, type GroupName, groupsOf } from './dimensions.ts'
import type { Person } from './population.ts'

/** A day that may be compared: that of a close, or now. */
interface Moment {
  readonly key: string
  readonly label: string
}

/** Colours by group on two days. Everybody is in the group they are in today, so that a move is no change of colour. */
export interface Changes {
  readonly moments: readonly Moment[]
  readonly earlier: Moment | null
  readonly later: Moment | null
  readonly columns: readonly string[]
  readonly labels: readonly string[]
  readonly before: ShownCounts
  readonly after: ShownCounts
  readonly hasHidden: boolean
}

export interface ChangesWish {
  readonly by: Dimension
  readonly columns: readonly string[]
  readonly nameOf: (key: string) => GroupName
  readonly today: Day
  /** What the day that is looked at is called. */
  readonly now: string
  readonly isProtected: boolean
  /** Of a close, by its month; of nobody when there is no such close. */
  readonly outcomesOf: (month: string) => Promise<ReadonlyMap<string, string>>
}

/** Compares the close asked for (else the last one before today) with the later moment (else now). */
export async function changesOf(
  people: AsyncIterable<Person>,
  closes: readonly Pick<CloseSummary, '_id' | 'day'>[],
  asked: { readonly earlier: string; readonly later: string },
  { by, columns, nameOf, today, now: nowLabel, isProtected, outcomesOf }: ChangesWish,
): Promise<Changes> {
  const now: Moment = { key: 'now', label: nowLabel }
  const moments = [...closes.map(({ _id, day }) => ({ key: _id, label: day })), now]
  const last = closes.findLast(({ day }) => day < today)
  const earlier = moments.find(({ key }) => key === asked.earlier && key !== 'now') ?? momentOf(moments, last?._id)
  const later = moments.find(({ key }) => key === asked.later) ?? now
  const groups = new Map<string, { readonly before: number[]; readonly after: number[] }>()
  const [first, second] = await Promise.all([outcomesOf(earlier?.key ?? ''), outcomesOf(later.key)])
  for await (const person of people) {
    const from = first.get(person.id)
    const to = later.key === 'now' ? person.suggested : second.get(person.id)
    for (const key of groupsOf(person, by, today)) {
      const group = groups.get(key) ?? { before: columns.map(() => 0), after: columns.map(() => 0) }
      addTo(group.before, columns.indexOf(from ?? ''))
      addTo(group.after, columns.indexOf(to ?? ''))
      groups.set(key, group)
    }
  }
  const ordered = [...groups].sort(([a], [b]) => (nameOf(a).place < nameOf(b).place ? -1 : 1))
  const shown = isProtected ? protect : withTotals
  const before = shown(ordered.map(([, group]) => group.before))
  const after = shown(ordered.map(([, group]) => group.after))
  const hasHidden = [...before, ...after].some(row => row.includes(null))
  const labels = ordered.map(([key]) => nameOf(key).label)
  return { moments, earlier, later, columns, labels, before, after, hasHidden }
}

const momentOf = (moments: readonly Moment[], key: string | undefined): Moment | null =>
  moments.find(moment => moment.key === key) ?? null

function addTo(counts: number[], column: number): void {
  if (column >= 0) counts[column] = (counts[column] ?? 0) + 1
}
