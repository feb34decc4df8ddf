import { roundQuotient } from '../../domain/rating/fraction.ts'
import type { EvidenceRule, RuleSet } from '../../domain/rules/rule-set.ts'
import { hundredths, signedHundredths } from '../../web/format.ts'
import { roleWords } from './fact-words.ts'
import type { Fall } from './preview-fact.ts'

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

/**
 * The lines, with the points of the rules in force on the day of the fact. `share`: hundredths of the points the fact
 * counts for as it stands; 100 as long as nobody has verified it.
 */
export function fallRows(falls: readonly Fall[], rule: EvidenceRule | null, ruleSet: RuleSet, share = 100): FallRow[] {
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
  if (rule === null) return '—'
  if (fall.attribution.subject.type === 'unit') return signedHundredths(roundQuotient(rule.points.unit * share, 100))
  if (fall.effect === null) return '0.00'
  return isOwnRole(fall) ? signedHundredths(fall.effect.points) : '—'
}

function noteOf(fall: Fall, ruleSet: RuleSet): string {
  const { effect, attribution } = fall
  if (attribution.subject.type === 'unit') return ''
  if (effect === null) return '不计分'
  if (!isOwnRole(fall)) return `按${roleWords[effect.role]}计一次`
  const notes: string[] = []
  if (effect.repeated && ruleSet !== null) notes.push(`同类再犯，将按 ${ruleSet.repetition.factor / 100} 倍计分（N10）`)
  if (effect.capped !== 0) notes.push(`已达封顶，实计 ${hundredths(effect.points + effect.capped)}`)
  return notes.join('；')
}
