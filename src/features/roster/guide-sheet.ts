import { type DictionaryName, dictionaries } from '../../domain/people/roster/dictionaries.ts'
import {
  columnsOf,
  type RosterColumn,
  rosterLayout,
  sheetCodes,
  TEMPLATE_VERSION,
} from '../../domain/people/roster/layout.ts'
import { GUIDE_SHEET } from '../../domain/people/roster/read-sheets.ts'
import type { SheetSpec } from '../../platform/workbook/index.ts'

const general: readonly (readonly [string, string])[] = [
  ['模板版本', TEMPLATE_VERSION],
  [
    '怎样填',
    '每张表第1行是标题，第2行是列名，从第3行起一行一条。红色列名必填。单元格均为文本，不要用公式，不要合并单元格。',
  ],
  ['日期', '填8位数字（20210601）或6位数字（202106，起始按当月1日、终止按当月末日）；2021-06-01、2021年6月 也能识别。'],
  ['更新方式', '可以只填有变化的行：文件里没有的行保持不动。非必填项留空，不清除在册内容。'],
  ['调整职务', '在 A02职务 填新的一行：新的主职务自任职时间起生效，原主职务同日结束。过去的记录不改写。'],
  ['调整分工', '在 A03分工 填新的一行：新的主要负责人、分管人自“起”日接替原来的人。承担分工的人须在该机构有职务。'],
  ['日期留空', '任职时间、起 留空的新行，自确认导入时填写的生效日期起算。'],
  ['不会只导入一半', '有任何一处错误，整个文件都不导入；改好后重新上传即可，重复上传不会重复。'],
]

/** 填写说明: the version, the rules, and one line for every column. */
export function guideSheet(): SheetSpec {
  const lines = sheetCodes.flatMap(code =>
    columnsOf(code).map(column => [`${rosterLayout[code].name}·${column.heading}`, explain(column)] as const),
  )
  return {
    name: GUIDE_SHEET,
    title: '干部名册导入模板填写说明',
    columns: [
      { heading: '项目', width: 36, kind: 'text' },
      { heading: '说明', width: 96, kind: 'text' },
    ],
    rows: [...general, ...lines],
  }
}

const kinds: Readonly<Partial<Record<RosterColumn['kind'], string>>> = {
  name: '姓名，间隔号用“·”',
  id: '18位身份证号，末位X大小写均可',
  day: '日期，8位或6位数字',
  lastDay: '最后一天，8位或6位数字；仍在承担的留空',
  month: '年月，6位数字',
  monthOrText: '年月，6位数字；民主党派等可填文字，群众、无党派人士、共青团员可留空',
  number: '整数',
  year: '4位年度',
}

function explain({ kind, choices, required, max }: RosterColumn): string {
  const how = choices === null ? (kinds[kind] ?? `文字，不超过${max}字`) : listText(choices)
  return `${required ? '必填。' : '可不填。'}${how}`
}

function listText(name: DictionaryName): string {
  const list: readonly string[] = dictionaries[name]
  return list.length > 20 ? `从下拉列表选择：${list.slice(0, 5).join('、')}等` : `从下拉列表选择：${list.join('、')}`
}
