import type { EntryOf } from '../../domain/evidence/entries.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import { annualGrades, gradedQuarters, quarterGrades, quarterInWords } from '../../domain/people/grades.ts'
import type { Held } from '../../domain/people/held.ts'
import { absenceOf } from '../../domain/people/leave.ts'
import { addDays, type Day, FOREVER } from '../../domain/time/days.ts'
import { type FieldErrors, field, initially, select } from '../../web/form.ts'
import type { Input } from '../../web/route.ts'
import type { CadreGrades } from './grade-service.ts'

/** What was typed and what is wrong with it, of the form that was sent. */
export interface Again {
  readonly typed: Input
  readonly errors: FieldErrors
  /** Which form of the page: annual, quarter, leave, or the number of the leave to end. */
  readonly form: string
}

export const fresh: Again = { typed: {}, errors: {}, form: '' }

const none: FieldErrors = {}
const ofForm = ({ typed, errors, form }: Again, name: string, values: Readonly<Record<string, string>>) =>
  form === name ? { typed, errors } : { typed: initially(values), errors: none }

const heading = (cadre: Cadre, what: string) => ({
  title: `${cadre.name}：${what}`,
  post: cadre.post?.title ?? '没有在任的主职务',
  path: `/cadres/${cadre.id}`,
  filePath: `/files/${cadre.id}`,
})

export const leaveReasons = ['事假', '病假', '产假', '脱产学习', '援派挂职', '借调', '其他长期不在岗'] as const

/** Absences of a cadre: add one, end one. */
export function leaveView(cadre: Cadre, leaves: readonly Held<'leave'>[], today: Day, again: Again = fresh) {
  const { typed, errors } = ofForm(again, 'leave', {})
  return {
    ...heading(cadre, '请假与不在岗'),
    errors: again.errors,
    fields: {
      reason: select(
        'reason',
        '事由',
        leaveReasons.map(value => ({ value, label: value })),
        typed,
        errors,
        { required: true },
      ),
      from: field('from', '第一天', typed, errors, { required: true, max: today }),
      lastDay: field('lastDay', '最后一天', typed, errors, { help: '还不知道何时返岗就留空，返岗后再结束。' }),
    },
    leaves: [...leaves].reverse().map(leave => leaveRow(cadre, leave, today, again)),
  }
}

function leaveRow(cadre: Cadre, leave: Held<'leave'>, today: Day, again: Again) {
  const { from, back } = absenceOf(leave)
  const { id, data } = leave.entry
  const { typed, errors } = ofForm(again, String(id), { firstDay: today })
  const firstDay = field('firstDay', '返岗日期', typed, errors, { required: true, max: today })
  return {
    reason: data.reason,
    from,
    to: back === FOREVER ? '未返岗' : addDays(back, -1),
    isOpen: back > today,
    endPath: `/cadres/${cadre.id}/leave/${id}/end`,
    firstDay: { ...firstDay, id: `f-firstDay-${id}` },
  }
}

/** Grades of a cadre: add one of each kind. */
export function gradesView({ cadre, annual, quarters }: CadreGrades, today: Day, again: Again = fresh) {
  const thisYear = Number(today.slice(0, 4))
  const years = Array.from({ length: 6 }, (_, index) => String(thisYear - 1 - index))
  const periods = gradedQuarters(today, 8).map(value => ({ value, label: quarterInWords(value) }))
  return {
    ...heading(cadre, '考核等次'),
    errors: again.errors,
    annual: {
      ...gradeFields(
        'annual',
        '年度',
        years.map(value => ({ value, label: `${value}年度` })),
        annualGrades,
        today,
        again,
      ),
      rows: [...annual]
        .sort((a, b) => b.data.year - a.data.year)
        .map(entry => gradeRow(entry, `${entry.data.year}年度`)),
    },
    quarter: {
      ...gradeFields('quarter', '季度', periods, quarterGrades, today, again),
      rows: [...quarters]
        .sort((a, b) => (a.data.quarter < b.data.quarter ? 1 : -1))
        .map(entry => gradeRow(entry, quarterInWords(entry.data.quarter))),
    },
  }
}

type Choices = readonly { readonly value: string; readonly label: string }[]

function gradeFields(
  form: string,
  label: string,
  periods: Choices,
  grades: readonly string[],
  today: Day,
  again: Again,
) {
  const { typed, errors } = ofForm(again, form, { period: periods[0]?.value ?? '', givenOn: today })
  const choices = grades.map(value => ({ value, label: value }))
  const own = <F extends { readonly id: string }>(control: F) => ({ ...control, id: `${control.id}-${form}` })
  return {
    period: own(select('period', label, periods, typed, errors, { required: true })),
    grade: own(select('grade', '等次', choices, typed, errors, { required: true })),
    givenOn: own(field('givenOn', '评定日期', typed, errors, { required: true, max: today })),
    reason: own(
      field('reason', '更正原因', typed, errors, { help: '同一期已有等次、需要更正时填写。', maxlength: 200 }),
    ),
  }
}

const gradeRow = (entry: EntryOf<'annualGrade'> | EntryOf<'quarterGrade'>, period: string) => ({
  period,
  grade: entry.data.grade,
  givenOn: entry.effectiveOn,
})
