import type { DictionaryName } from './dictionaries.ts'

/** How a cell is read. `lastDay`: a day, of a bare month its last one. `monthOrText`: a month, or kept as typed. */
export type CellKind =
  | 'text'
  | 'name'
  | 'id'
  | 'day'
  | 'lastDay'
  | 'month'
  | 'monthOrText'
  | 'number'
  | 'year'
  | 'choice'

/** One column of a sheet of the roster. */
export interface RosterColumn {
  readonly key: string
  readonly heading: string
  readonly kind: CellKind
  readonly required: boolean
  /** Longest text, in characters. */
  readonly max: number
  readonly choices: DictionaryName | null
}

const column =
  (kind: CellKind, required: boolean, max = 60) =>
  <K extends string>(key: K, heading: string): RosterColumn & { readonly key: K } => ({
    key,
    heading,
    kind,
    required,
    max,
    choices: null,
  })

const must = column('text', true)
const may = column('text', false)
const mustLong = column('text', true, 8000)
const name = column('name', true, 36)
const id = column('id', true)
const mustMonth = column('month', true)
const mayDay = column('day', false)
const mayNumber = column('number', false)

const choose = <K extends string>(key: K, heading: string, choices: DictionaryName, required = true) => ({
  ...column('choice', required)(key, heading),
  choices,
})

/** The sheets of the roster and their headings, in the order of the template (formats.md §2). Red headings are required. */
export const rosterLayout = {
  B01: {
    name: 'B01单位',
    columns: [
      column('text', true, 60)('name', '机构名称'),
      must('shortName', '机构简称'),
      must('code', '机构编码'),
      may('region', '所在政区'),
      may('affiliation', '隶属关系'),
      may('level', '机构级别'),
      choose('kind', '机构类别', 'unitKind'),
      mayNumber('staff', '编制数'),
      mayNumber('heads', '正职领导职数'),
      mayNumber('deputies', '副职领导职数'),
      column('text', false, 500)('note', '备注'),
    ],
  },
  A01: {
    name: 'A01人员',
    columns: [
      name('name', '姓名'),
      id('idNumber', '身份证号'),
      choose('sex', '性别', 'sex'),
      mustMonth('birthMonth', '出生年月'),
      must('nativePlace', '籍贯'),
      must('birthPlace', '出生地'),
      choose('ethnicity', '民族', 'nation'),
      must('health', '健康状况'),
      mustMonth('workSince', '参加工作时间'),
      choose('politics', '政治面貌', 'politics'),
      column('monthOrText', true)('partySince', '入党时间'),
      choose('category', '人员类别', 'category'),
      choose('status', '人员管理状态', 'status'),
      must('management', '管理类别'),
      column('text', true, 400)('fullTitle', '现工作单位及职务全称'),
      column('text', true, 200)('shortTitle', '简称'),
      choose('level', '现职务层次', 'level'),
      mustMonth('levelSince', '任现职务层次时间'),
      choose('grade', '现职级', 'grade'),
      mustMonth('gradeSince', '任现职级时间'),
      must('registry', '统计关系所在单位'),
      mustLong('resume', '简历'),
      mustLong('honours', '奖惩综述'),
      mustLong('annualSummary', '年度考核结果综述'),
      column('text', false, 2000)('note', '备注'),
    ],
  },
  A02: {
    name: 'A02职务',
    columns: [
      name('name', '姓名'),
      id('idNumber', '身份证号'),
      must('unit', '任职机构名称'),
      choose('leader', '是否领导成员', 'yesNo', false),
      choose('member', '成员类别', 'member'),
      column('text', true, 120)('title', '职务名称'),
      choose('leading', '是否领导职务', 'yesNo', false),
      mayDay('from', '任职时间'),
      may('documentNo', '任职文号'),
      choose('held', '任职状态', 'held', false),
      mayDay('until', '免职时间'),
      may('endDocumentNo', '免职文号'),
      choose('main', '主职务', 'yesNo'),
    ],
  },
  A15: {
    name: 'A15考核',
    columns: [
      name('name', '姓名'),
      id('idNumber', '身份证号'),
      choose('grade', '考核结论', 'annual'),
      column('year', true)('year', '考核年度'),
    ],
  },
  A03: {
    name: 'A03分工',
    columns: [
      must('unit', '机构'),
      may('field', '领域'),
      name('name', '姓名'),
      id('idNumber', '身份证号'),
      choose('role', '角色', 'duty'),
      mayDay('from', '起'),
      column('lastDay', false)('lastDay', '止'),
    ],
  },
} as const

export type SheetCode = keyof typeof rosterLayout
export type Key<S extends SheetCode> = (typeof rosterLayout)[S]['columns'][number]['key']

/** In the order they are read and shown: what is referred to comes first. */
export const sheetCodes = ['B01', 'A01', 'A02', 'A15', 'A03'] as const satisfies readonly SheetCode[]

export const columnsOf = (sheet: SheetCode): readonly RosterColumn[] => rosterLayout[sheet].columns

/** The version printed in the template; a file that names another one is refused. */
export const TEMPLATE_VERSION = '2022.1'
