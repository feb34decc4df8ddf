import { annualGrades, quarterGrades, restrictionGrounds } from '../../domain/evidence/checks.ts'
import type { CellKind } from '../../domain/people/roster/layout.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'

/** The kinds of sheet, in the order of the template. */
export type SheetCode = 'ranking' | 'annualGrade' | 'quarterGrade' | 'opinion' | 'notice' | 'restriction' | 'placement'

/** One column: how its cells are read, and what they may choose from. */
export interface ImportColumn {
  readonly key: string
  readonly heading: string
  readonly kind: CellKind | 'quarter' | 'place'
  readonly required: boolean
  readonly width: number
  readonly choices: readonly string[] | null
  readonly help: string
}

export interface ImportSheet {
  readonly code: SheetCode
  readonly name: string
  readonly columns: readonly ImportColumn[]
}

/** The version printed in the template; a file that names another one is refused. */
export const TEMPLATE_VERSION = '依据2022.1'
export const GUIDE_SHEET = '填写说明'
export const REASON_HEADING = '错误原因'
export const VERSION_LABEL = '模板版本'

interface More {
  readonly optional?: boolean
  readonly choices?: readonly string[]
  readonly help?: string
  readonly width?: number
}

const column = (
  kind: ImportColumn['kind'],
  key: string,
  heading: string,
  { optional = false, choices, help = '', width = 16 }: More = {},
): ImportColumn => ({ key, heading, kind, required: !optional, width, choices: choices ?? null, help })

const person = [
  column('name', 'name', '姓名', { width: 12 }),
  column('id', 'idNumber', '身份证号', { width: 22, help: '18 位，按它认人' }),
]
const unit = column('text', 'unit', '单位', { width: 28, help: '名册中的机构名称或简称' })
const yesNo = ['是', '否']

/** The sheets under this rule set: its offices and colours are what the cells choose from. */
export function importSheets(ruleSet: RuleSet): readonly ImportSheet[] {
  const colours = ruleSet.colours.filter(colour => colour.match !== 'default').map(colour => colour.label)
  return [
    {
      code: 'ranking',
      name: 'B12345月排名',
      columns: [
        column('month', 'month', '月份', { help: '6 位数字，如 202204' }),
        column('text', 'group', '组别', { help: '如 镇街、部门；一月一组排一次' }),
        unit,
        column('place', 'position', '名次', { help: '并列填同一名次，后面跳过，如 1、1、3' }),
        column('day', 'on', '公布日期'),
      ],
    },
    {
      code: 'annualGrade',
      name: '年度考核',
      columns: [
        ...person,
        column('year', 'year', '年度'),
        column('text', 'grade', '等次', { choices: annualGrades }),
        column('day', 'on', '评定日期'),
      ],
    },
    {
      code: 'quarterGrade',
      name: '平时考核',
      columns: [
        ...person,
        column('quarter', 'quarter', '季度', { help: '如 2022Q1 或 2022年1季度' }),
        column('text', 'grade', '等次', { choices: quarterGrades }),
        column('day', 'on', '评定日期'),
      ],
    },
    {
      code: 'opinion',
      name: '征求意见',
      columns: [
        ...person,
        column('text', 'office', '征求单位', { choices: ruleSet.opinions.offices }),
        column('day', 'on', '回复日期'),
        column('text', 'objection', '有无异议', { choices: ['无异议', '有异议'] }),
        column('text', 'note', '说明', { optional: true, width: 40, help: '有异议的必填' }),
      ],
    },
    {
      code: 'notice',
      name: '督办通知',
      columns: [
        column('text', 'number', '文号', { width: 24 }),
        column('text', 'title', '督办事项', { width: 40 }),
        unit,
        column('text', 'field', '领域', {
          optional: true,
          help: '与名册分工里的领域写得一样，按送达当日的分工归到分管领导；没有人分管的留空',
        }),
        column('day', 'on', '送达日期'),
        column('day', 'deadline', '办理期限'),
        column('name', 'name', '责任人姓名', { optional: true, width: 12 }),
        column('id', 'idNumber', '责任人身份证号', { optional: true, width: 22 }),
        column('day', 'endedOn', '办结日期', { optional: true, help: '未办结的留空' }),
      ],
    },
    {
      code: 'restriction',
      name: '处分与否决事项',
      columns: [
        ...person,
        column('text', 'ground', '事由', { choices: Object.values(restrictionGrounds), width: 28 }),
        column('text', 'documentNo', '文号', { optional: true, width: 24, help: '没有文号的，相应否决项按不明处理' }),
        column('day', 'on', '决定日期'),
        column('lastDay', 'lastDay', '截止日期', { optional: true, help: '留空按规则' }),
      ],
    },
    {
      code: 'placement',
      name: '名单（历史）',
      columns: [
        ...person,
        column('text', 'colour', '名单', { choices: colours }),
        column('day', 'from', '起始日期'),
        column('lastDay', 'lastDay', '到期日', { optional: true, help: '留空按名单的期限' }),
        column('text', 'observation', '是否观察', {
          optional: true,
          choices: yesNo,
          help: '红名单解除后的观察期填 是',
        }),
        column('text', 'decidedBy', '决定机构', { width: 20 }),
        column('text', 'documentNo', '文号', { width: 24 }),
        column('day', 'endedOn', '解除日期', { optional: true, help: '自这一天起不在名单' }),
        column('text', 'endReason', '解除原因', { optional: true, width: 24 }),
      ],
    },
  ]
}
