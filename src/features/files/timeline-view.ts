import { isAfterwards, speaksOf } from '../../domain/evidence/afterwards.ts'
import type { Entry } from '../../domain/evidence/entries.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { dayOf } from '../../domain/time/days.ts'
import { causeWords, type MarkView, type Movement, markNote, markView } from '../ratings/index.ts'
import { type Telling, tell } from './entry-words.ts'

/** One moment of a file (see views/_partials/timeline.hbs). */
export interface MomentView {
  readonly day: string
  readonly kind: string
  readonly sentence: string
  readonly detail: string
  readonly path: string | null
  readonly strong: boolean
  readonly mark: MarkView | null
  /** Left out on paper: a printed file is one page. */
  readonly older: boolean
}

export interface TimelineParts extends Telling {
  readonly movements: readonly Movement[]
  /** Ids of the entries that still stand; the others were taken back and say so. */
  readonly standing: ReadonlySet<number>
}

/** Facts, assessments, colours and decisions in one line of time, newest first; what speaks of a day after `day` and was not known by then is left out. */
export function timelineView(parts: TimelineParts): MomentView[] {
  const moments = [
    ...parts.entries.filter(entry => speaksOf(entry, parts.day)).flatMap(entry => entryMoment(entry, parts)),
    ...parts.movements.map(movement => movementMoment(movement, parts.ruleSet)),
  ]
  const ordered = moments.sort((a, b) => (a.order < b.order ? 1 : -1))
  const printed = new Set([...ordered.filter(({ strong }) => strong), ...ordered].slice(0, PRINTED))
  return ordered.map(moment => ({ ...withoutOrder(moment), older: !printed.has(moment) }))
}

const withoutOrder = ({ order: _, ...moment }: Ordered): Omit<MomentView, 'older'> => moment

/** Moments that fit on the printed page: decisions and colours first. */
const PRINTED = 4

type Ordered = Omit<MomentView, 'older'> & { readonly order: string }

/** The path of an entry's own page. */
export function entryPath(entry: Entry): string | null {
  return entry.kind === 'fact' ? `/facts/${entry.id}` : null
}

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
      path: entryPath(entry),
      strong: reversed === '' && told.strong === true,
      mark: reversed === '' ? (told.mark ?? null) : null,
    },
  ]
}

function movementMoment(movement: Movement, ruleSet: RuleSet): Ordered {
  const to = movement.to
  const note = to === null ? '' : markNote(to.mark)
  return {
    order: `${movement.on} 9${movement._id}`,
    day: movement.on,
    kind: '建议',
    sentence: to === null ? '不再评定（无在任主要职务）' : `建议${movement.from === null ? '为' : '转为'}`,
    detail: [causeWords[movement.cause], note].filter(text => text !== '').join('；'),
    path: null,
    strong: to !== null && to.colour !== 'none',
    mark: to === null ? null : markView(ruleSet, to.colour, to.mark),
  }
}
