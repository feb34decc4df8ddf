import { roundQuotient } from '../../domain/rating/fraction.ts'
import type { EvidenceRule, RuleSet } from '../../domain/rules/rule-set.ts'
import { hundredths, signedHundredths } from '../../web/format.ts'
import { pathAt } from '../viewpoints/index.ts'
import { ruleOf } from './examine.ts'
import { roleWords } from './fact-words.ts'
import { pointsNote, shareOf } from './points-note.ts'
import type { Fall, Falls } from './preview-fact.ts'
import type { FactFile } from './read-fact.ts'

/** One line of the table of to whom a fact falls. */
export interface FallRow {
  readonly role: string
  readonly name: string
  readonly path: string | null
  readonly post: string
  readonly points: string
  /** '' when there is nothing to say. */
  readonly note: string
  /** Doubled after a talk. */
  readonly repeated: boolean
}

/** Hundredths of its points the fact counts for as it stands; all of them as long as nobody has verified it. */
type ShareBy = (ruleSet: RuleSet) => number

/** To whom a recorded fact falls and the points ratings count for each as it stands, as every page of it shows them. */
export function fallsView({ past, fact, state, falls }: Pick<FactFile, 'past' | 'fact' | 'state' | 'falls'>) {
  return {
    pointsHeading: state === 'waiting' ? '属实计分' : '计分',
    pointsNote: pointsNote(state, fact.data.code, falls.counting.ruleSet, past?.day ?? null),
    falls: fallRows(falls, fact.data.code, ruleSet => shareOf(state, ruleSet)).map(row => ({
      ...row,
      path: row.path && pathAt(past, row.path),
    })),
  }
}

/**
 * The lines, with the points by the rules that ratings use; where those of the day it happened said otherwise, in a
 * soft note.
 */
export function fallRows({ counting, earlier }: Falls, code: string, shareBy: ShareBy = () => 100): FallRow[] {
  const rows = rowsBy(counting, code, shareBy)
  if (earlier === null) return rows
  return rowsBy(earlier, code, shareBy).map((before, i) => {
    const row = rows[i] ?? before
    if (row.points === before.points) return row
    const told = `发生当日的规则 ${earlier.ruleSet.id} 为 ${before.points}`
    return { ...row, note: row.note === '' ? told : `${row.note}；${told}` }
  })
}

function rowsBy({ falls, ruleSet }: Falls['counting'], code: string, shareBy: ShareBy): FallRow[] {
  const rule = ruleOf(ruleSet, code)
  const share = shareBy(ruleSet)
  return falls.map(fall => {
    const { subject, role } = fall.attribution
    return {
      role: roleWords[role],
      name: fall.name,
      path: subject.type === 'cadre' ? `/files/${subject.id}` : null,
      post: fall.post,
      points: pointsOf(fall, rule, share),
      note: share === 0 ? '' : noteOf(fall, ruleSet),
      repeated: isOwnRole(fall) && fall.effect?.repeated === true,
    }
  })
}

const isOwnRole = ({ effect, attribution }: Fall): boolean => effect?.role === attribution.role

function pointsOf(fall: Fall, rule: EvidenceRule | null, share: number): string {
  if (fall.attribution.subject.type === 'unit')
    return rule === null ? '0.00' : signedHundredths(roundQuotient(rule.points.unit * share, 100))
  if (fall.effect === null) return '0.00'
  return isOwnRole(fall) ? signedHundredths(fall.effect.points) : '—'
}

function noteOf(fall: Fall, ruleSet: RuleSet): string {
  const { effect, attribution } = fall
  if (attribution.subject.type === 'unit') return ''
  if (effect === null) return '不计分'
  if (!isOwnRole(fall)) return `按${roleWords[effect.role]}计一次`
  const notes: string[] = []
  if (effect.repeated) notes.push(`同类再犯，将按 ${ruleSet.repetition.factor / 100} 倍计分（N10）`)
  if (effect.capped !== 0) notes.push(`已达封顶，实计 ${hundredths(effect.points + effect.capped)}`)
  return notes.join('；')
}
