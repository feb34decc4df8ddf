import { inForceOn } from '../../domain/rules/publication.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import { addDays, type Day } from '../../domain/time/days.ts'
import { type FieldErrors, field, initially, select } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { optionalChoice, optionalDay, text } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'
import { lastIdOf, shortReason } from '../rules/index.ts'
import type { CloseBasis } from './basis.ts'
import { againstLabels } from './trial-head-view.ts'

/** The fields of a start, as they are read. */
export const startFields = {
  draft: text('草案', 60),
  basis: text('在什么数据上试算', 60),
  day: optionalDay('日期'),
  /** Asked for only where both differ. */
  against: optionalChoice('对照', ['inForce', 'base']),
}

/** A draft as the form offers it. */
interface DraftChoice {
  readonly _id: string
  readonly note: string
  readonly version: number
}

interface StartParts {
  readonly drafts: readonly DraftChoice[]
  readonly closes: readonly CloseBasis[]
  readonly published: readonly RuleVersion[]
  readonly today: Day
}

/** Which draft over which data, beside which rules. */
export function startForm(typed: Input, errors: FieldErrors, { drafts, closes, published, today }: StartParts) {
  const values = {
    ...initially({ against: 'inForce' }),
    ...typed,
    ...(first(typed, 'basis') === '' ? initially({ basis: 'today' }) : {}),
  }
  const otherOn = otherRulesOn(published)
  const draftChoices = drafts.map(({ _id, note, version }) => ({
    value: _id,
    label: `${shortReason(note)}（第 ${version} 稿）`,
  }))
  const bases = [
    { value: 'today', label: `今天${otherOn(today)}` },
    ...closes.map(({ id, label, day }) => ({ value: `close:${id}`, label: `${label}${otherOn(day)}` })),
    { value: 'day', label: '过去的某一天（在下面填日期）' },
  ]
  return {
    draft: select('draft', '草案', draftChoices, values, errors, { required: true, blank: '请选择' }),
    basis: select('basis', '在什么数据上试算', bases, values, errors, {
      required: true,
      help: '送审须有今天的，或不早于 7 天前的试算，与当时施行的规则对照。',
    }),
    day: field('day', '日期', values, errors, {
      max: addDays(today, -1),
      help: '只在选“过去的某一天”时填写，按那一天结束时所知计算。',
    }),
    // A day that is typed may be as old as the first version.
    against:
      published.length > 1
        ? select('against', '对照', againstChoices(lastIdOf(published)), values, errors, {
            help: '只想看这份草案本身的改动，选草案所依据的版本：其间其他版本的差别不算在内。',
          })
        : null,
  }
}

const againstChoices = (baseId: string) => [
  { value: 'inForce', label: againstLabels.inForce },
  { value: 'base', label: `${againstLabels.base}（${baseId}）` },
]

/** Of a day, which version was in force then, where it is another than drafts are based on. */
function otherRulesOn(published: readonly RuleVersion[]): (day: Day) => string {
  const base = published.at(-1)
  return day => {
    const then = inForceOn(published, day)
    return then === undefined || then === base ? '' : `，当时施行 ${then.ruleSet.id}`
  }
}
