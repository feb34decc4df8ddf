import { isAfterwards, speaksOf } from '../../domain/evidence/afterwards.ts'
import type { Entry } from '../../domain/evidence/entries.ts'
import { fallbackOf } from '../../domain/rating/own-outcome.ts'
import { dayOf } from '../../domain/time/days.ts'
import { type MarkView, type Movement, markView, movementWords, shortNote } from '../ratings/index.ts'
import { dutyWords, type Telling, tell } from './entry-words.ts'

/** One moment of a file (see views/_partials/timeline.hbs). */
export interface MomentView {
  readonly day: string
  readonly kind: string
  readonly sentence: string
  readonly detail: string
  /** The record it tells, its place on the page; null for a change of colour. */
  readonly record: number | null
  readonly strong: boolean
  readonly mark: MarkView | null
  /** Left out when the page of the screen is printed as it stands. */
  readonly older: boolean
}

export interface TimelineParts extends Telling {
  readonly movements: readonly Movement[]
  /** What turned at each movement, by its id. */
  readonly reasons: ReadonlyMap<string, readonly string[]>
  /** Ids of the entries that still stand; the others were taken back and say so. */
  readonly standing: ReadonlySet<number>
}

/** Facts, assessments, colours and decisions in one line of time, newest first; what speaks of a day after `day` and was not known by then is left out. */
export function timelineView(parts: TimelineParts): MomentView[] {
  const moments = [
    ...parts.entries.filter(entry => speaksOf(entry, parts.day)).flatMap(entry => entryMoment(entry, parts)),
    ...parts.movements.map(movement => movementMoment(movement, parts)),
  ]
  const ordered = moments.sort((a, b) => (a.order < b.order ? 1 : -1))
  const printed = new Set([...ordered.filter(({ strong }) => strong), ...ordered].slice(0, PRINTED))
  return ordered.map(moment => ({ ...withoutOrder(moment), older: !printed.has(moment) }))
}

const withoutOrder = ({ order: _, ...moment }: Ordered): Omit<MomentView, 'older'> => moment

/** Moments that fit on one printed page: decisions and colours first. */
const PRINTED = 4

type Ordered = Omit<MomentView, 'older'> & { readonly order: string }

/** What an entry says, in one sentence; [] for those that only serve others. */
function entryMoment(entry: Entry, parts: TimelineParts): Ordered[] {
  const told = tell(entry, parts)
  if (told === null) return []
  const day = entry.effectiveOn
  const recorded = dayOf(entry.recordedAt)
  const later = recorded === day ? '' : `${isAfterwards(entry, parts.day) ? '事后补录，' : ''}${recorded} 记入`
  const reversed = parts.standing.has(entry.id) ? '' : '已冲正，不再计入'
  const detail = [reversed, told.detail ?? '', later].filter(text => text !== '').join('；')
  return [
    {
      order: `${day} ${String(entry.id).padStart(9, '0')}`,
      day,
      kind: told.kind,
      sentence: told.sentence,
      detail,
      record: entry.id,
      strong: reversed === '' && told.strong === true,
      mark: reversed === '' ? (told.mark ?? null) : null,
    },
  ]
}

function movementMoment(movement: Movement, parts: TimelineParts): Ordered {
  const { to } = movement
  const words = movementWords(movement, parts.reasons.get(movement._id) ?? [])
  const note = shortNote(to?.mark ?? null)
  return {
    order: `${movement.on} 9${movement._id}`,
    day: movement.on,
    kind: '建议',
    sentence: to === null ? '不再评定（无在任主要职务）' : `建议${movement.from === null ? '为' : '转为'}`,
    detail: [words, ...(words.includes(note) ? [] : [note]), ...recordsBehind(movement, parts)].join('；'),
    record: null,
    strong: to !== null && to.colour !== fallbackOf(parts.ruleSet).code,
    mark: to === null ? null : markView(parts.ruleSet, to.colour, to.mark),
  }
}

/** Records named of a movement: a group may bring many at once. */
const NAMED = 3

/** The records that set a movement off: `记录 12（N4 督办件逾期未复）`. */
function recordsBehind({ entryIds }: Movement, telling: Telling): string[] {
  const named = entryIds.slice(0, NAMED).map(id => `记录 ${id}${saidOf(id, telling)}`)
  return named.length === 0 ? [] : [`${named.join('、')}${entryIds.length > NAMED ? `等 ${entryIds.length} 条` : ''}`]
}

/** What a record says, or of which other record it speaks. */
function saidOf(id: number, telling: Telling): string {
  const entry = telling.entries.find(one => one.id === id)
  if (entry === undefined) return ''
  const own = sentenceOf(entry, telling)
  if (own !== null) return `（${own}）`
  const of = 'of' in entry.data ? telling.entries.find(one => one.id === (entry.data as { of: number }).of) : undefined
  const about = of === undefined ? null : sentenceOf(of, telling)
  return about === null ? '' : `（${speaking[entry.kind] ?? ''}${about}）`
}

/** A duty has no moment of its own, but may set a movement off. */
const sentenceOf = (entry: Entry, telling: Telling): string | null =>
  entry.kind === 'duty' ? dutyWords(entry, telling) : (tell(entry, telling)?.sentence ?? null)

/** What a record does to the one of which it speaks. */
const speaking: Readonly<Partial<Record<Entry['kind'], string>>> = {
  verification: '核实：',
  tolerance: '容错：',
  reversal: '冲正：',
  end: '结束：',
}
