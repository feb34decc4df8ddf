import {
  type Cycle,
  type CycleKind,
  type CyclePlan,
  cycleKinds,
  type LatePolicy,
  latePolicies,
} from '../../domain/cycles/cycle.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { type FieldErrors, field, initially, select } from '../../web/form.ts'
import { choice, day, listOf, optionalInteger, parseInput, text } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'

const kinds = Object.keys(cycleKinds) as CycleKind[]
const policies = Object.keys(latePolicies) as LatePolicy[]

/** The plan as typed; throws Invalid naming every field to mend. */
export function readPlan(typed: Input): { readonly plan: CyclePlan; readonly version: number } {
  const { version, ...plan } = parseInput(
    {
      kind: choice('种类', kinds),
      title: text('名称', 60),
      from: day('考察期起'),
      to: day('考察期止'),
      opensOn: day('录入起'),
      closesOn: day('录入止'),
      late: choice('过期录入', policies),
      classes: listOf('类别', text('类别', 40), 50),
      units: listOf('单位', text('单位', 40), 500),
      version: optionalInteger('版本', 1),
    },
    typed,
  )
  return { plan, version: version ?? 1 }
}

/** A plan in the shape of typed input. */
export const typedPlan = ({ kind, title, from, to, opensOn, closesOn, late, classes, units }: CyclePlan): Input =>
  initially({ kind, title, from, to, opensOn, closesOn, late, classes, units })

export interface CycleFormParts {
  /** Null while it is a new one. */
  readonly cycle: Cycle | null
  readonly ruleSet: RuleSet
  readonly units: readonly Unit[]
  readonly typed: Input
  readonly errors: FieldErrors
}

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

/** The form of a cycle. */
export function cycleForm({ cycle, ruleSet, units, typed, errors }: CycleFormParts) {
  const required = { required: true }
  const classes = ruleSet.classes.map(({ code, label }) => ({ value: code, label }))
  const places = units.filter(({ until }) => until === null).map(({ id, name }) => ({ value: id, label: name }))
  return {
    title: cycle === null ? '新建考察周期' : `修改考察周期：${cycle.title}`,
    lead: '先建立，核对无误后启动。启动时冻结当日规则的指标，此后修改规则不影响本周期的考察表；得分仍按评定当日有效的规则计。',
    trail: [{ label: '考察周期', path: '/cycles' }],
    path: cycle === null ? '/cycles' : `/cycles/${cycle.id}`,
    back: cycle === null ? '/cycles' : `/cycles/${cycle.id}`,
    version: String(cycle?.version ?? 1),
    isNew: cycle === null,
    errors,
    showsUnits: errors.units !== undefined || [typed.units ?? []].flat().length > 0,
    fields: {
      kind: select('kind', '种类', choices(cycleKinds), typed, errors, required),
      title: field('title', '名称', typed, errors, { ...required, maxlength: 60, placeholder: '2022年一季度考察' }),
      from: field('from', '考察期起', typed, errors, required),
      to: field('to', '考察期止', typed, errors, { ...required, help: '月度、季度、年度须是整月、整季、整年。' }),
      opensOn: field('opensOn', '录入起', typed, errors, required),
      closesOn: field('closesOn', '录入止', typed, errors, { ...required, help: '这一天以后录入的算过期。' }),
      late: select('late', '过期录入', choices(latePolicies), typed, errors, required),
      classes: select('classes', '类别', classes, typed, errors, { help: '都不选，就是全部类别。' }),
      units: select('units', '单位', places, typed, errors, { help: '都不选，就是全部单位。' }),
    },
  }
}
