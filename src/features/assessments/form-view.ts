import type { Assessment } from '../../domain/assessments/assessment.ts'
import { assessmentMethods, assessmentTypes } from '../../domain/assessments/content.ts'
import { STRONG_MOVE } from '../../domain/assessments/strong-moves.ts'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import { isLate } from '../../domain/cycles/entry-faults.ts'
import type { EntryOf } from '../../domain/evidence/entries.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { RuleSet, RuleVersion } from '../../domain/rules/rule-set.ts'
import { type FieldErrors, field, select } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import type { Input } from '../../web/route.ts'
import { ballotInputs } from './ballot-view.ts'
import { gridInputs } from './grid-view.ts'

/** What the form is made from. */
export interface FormParts {
  readonly cadre: Cadre
  readonly unitName: string
  /** Of its grid. */
  readonly ruleSet: RuleSet
  /** By which scores are formed today. */
  readonly counting: RuleVersion
  /** Null while it is a new one. */
  readonly assessment: Assessment | null
  /** The last counted one, against which moves are measured. */
  readonly last: EntryOf<'assessment'> | null
  readonly today: string
  /** Open cycles the cadre is in. */
  readonly cycles: readonly Cycle[]
  /** The one of the stored draft, whatever has become of it. */
  readonly cycle: Cycle | null
  readonly typed: Input
  readonly errors: FieldErrors
}

const choices = (values: readonly string[]) => values.map(value => ({ value, label: value }))
const points = STRONG_MOVE / 100

/** The form of a 考察. */
export function formView(parts: FormParts) {
  const { cadre, unitName, ruleSet, counting, assessment, last, today, typed, errors } = parts
  const required = { required: true }
  const known = knownCycles(parts)
  const isFrozen = known.some(({ id, snapshot }) => id === first(typed, 'cycle').trim() && snapshot !== null)
  const path = assessment === null ? '/assessments' : `/assessments/${assessment.id}`
  return {
    title: `考察：${cadre.name}`,
    lead: `${unitName} ${cadre.post?.title ?? ''}，任现职自 ${cadre.post?.since ?? '—'}`,
    trail: [{ label: '考察', path: '/assessments' }],
    path,
    submission: assessment === null ? '/assessments/submission' : `${path}/submission`,
    back: assessment === null ? '/assessments' : path,
    cadreId: cadre.id,
    isNew: assessment === null,
    // What was typed stays an edit of the version it began from.
    version: first(typed, 'version') || String(assessment?.version ?? 1),
    gridOf: ruleSet.id,
    returned: returnedNote(assessment),
    fields: {
      ...cycleFields(known, parts),
      type: select('type', '考察类型', choices(assessmentTypes), typed, errors, required),
      methods: select('methods', '考察方式', choices(assessmentMethods), typed, errors, required),
      team: field('team', '考察组', typed, errors, { ...required, maxlength: 60, placeholder: '组别与成员' }),
      from: field('from', '考察起始日', typed, errors, { ...required, max: today }),
      to: field('to', '考察截止日', typed, errors, { ...required, max: today, help: '记入这一天；最长 12 个月。' }),
      note: field('note', '考察情况', typed, errors, { maxlength: 2000, help: '谈了谁、看了哪里、查了什么。' }),
      reason: field('reason', '变动理由', typed, errors, {
        maxlength: 500,
        help: `结果或过程均分与上次计入的相差 ${points} 分以上时必填。`,
      }),
    },
    grid: gridInputs({ ruleSet, counting, asOf: null, isFrozen }, typed, errors, last),
    ballots: ballotInputs(ruleSet, counting.ruleSet, typed, errors),
    errors,
  }
}

/** Cycles to choose from: the open ones, and the one that was chosen before. */
const knownCycles = ({ cycles, cycle }: FormParts): readonly Cycle[] =>
  cycle === null || cycles.some(({ id }) => id === cycle.id) ? cycles : [cycle, ...cycles]

/** The choice of a cycle, and the reason for coming late; none where there is nothing to choose. */
function cycleFields(known: readonly Cycle[], { today, typed, errors }: FormParts) {
  if (known.length === 0 && errors.cycle === undefined) return { cycle: null, lateReason: null }
  const options = known.map(one => ({
    value: one.id,
    label: `${one.title}（${one.from} 至 ${one.to}${isLate(one, today) ? '，录入期已过' : ''}）`,
  }))
  const help = '属于某个周期的，考察表用该周期启动时的指标；得分按现行规则的权重计。已填的分值换表后保留。'
  return {
    cycle: select('cycle', '考察周期', options, typed, errors, { blank: '不属于周期（一事一评、平时考察）', help }),
    lateReason: known.some(one => isLate(one, today))
      ? field('lateReason', '补录理由', typed, errors, { maxlength: 500, help: '录入期过后补录的必填。' })
      : null,
  }
}

function returnedNote(assessment: Assessment | null): string {
  if (assessment?.stage.state !== 'returned') return ''
  const { by, comment } = assessment.stage
  return `${by.name} 退回：${comment}`
}
