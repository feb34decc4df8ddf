import { type FieldErrors, field, initially, select } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { choice, optionalInteger, text } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'
import type { BothRules } from '../ratings/index.ts'
import type { TrialCase } from './case-store.ts'
import { colourKeys, markOfKey } from './colour-keys.ts'

/** The fields of a case, as they are read. */
export const caseFields = (rules: BothRules) => ({
  version: optionalInteger('修改次数', 1),
  name: text('名称', 60),
  person: text('干部', 40),
  must: choice('要求', ['be', 'not-be']),
  colour: choice('颜色', colourKeys(rules)),
  reason: text('理由', 500),
})

export interface CaseForm {
  /** Null for a new one. */
  readonly saved: TrialCase | null
  readonly body: Input
  readonly query: Input
  readonly errors: FieldErrors
  readonly rules: BothRules
}

/** A new case, or one to change. */
export function caseForm(form: CaseForm) {
  const { saved, errors } = form
  const path = saved === null ? '/trials/cases' : `/trials/cases/${saved._id}`
  return {
    title: saved === null ? '新案例' : `修改案例：${saved.name}`,
    action: path,
    removalPath: saved === null ? null : `${path}/removal`,
    version: saved === null ? '' : String(saved.version),
    errors,
    fields: fieldsOf(form),
  }
}

const musts = [
  { value: 'be', label: '必须是' },
  { value: 'not-be', label: '不能是' },
]

function fieldsOf({ saved, body, query, errors, rules }: CaseForm) {
  const typed = Object.keys(body).length === 0 ? initially(valuesOf(saved, query)) : body
  const colours = colourKeys(rules).map(key => ({ value: key, label: labelOf(rules, key) }))
  return {
    name: field('name', '名称', typed, errors, { required: true, maxlength: 60, help: '例如：张某须保持黄名单。' }),
    person: field('person', '干部', typed, errors, {
      required: true,
      maxlength: 40,
      help: '姓名；有同名的填人员编号。',
    }),
    must: select('must', '要求', musts, typed, errors, { required: true }),
    colour: select('colour', '颜色', colours, typed, errors, { required: true }),
    reason: field('reason', '理由', typed, errors, {
      required: true,
      maxlength: 500,
      lines: 2,
      help: '为什么规则怎样改都应如此。',
    }),
  }
}

function valuesOf(saved: TrialCase | null, query: Input): Record<string, string> {
  if (saved === null) return { person: first(query, 'cadre'), must: 'be' }
  const { name, cadreId, must, colour, reason } = saved
  return { name, person: cadreId, must, colour, reason }
}

function labelOf(rules: BothRules, key: string): string {
  const { shape, label } = markOfKey(rules, key, 'after')
  const isNew = !colourKeys({ before: rules.before, after: rules.before }).includes(key)
  return `${shape} ${label}${isNew ? '（草案里的颜色）' : ''}`
}
