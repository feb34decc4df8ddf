import type { Path } from './shape.ts'

/** What is wrong with a rule set, and where: `conditions[4].when.all[0].value`. The message says the place in Chinese. */
export interface Fault {
  readonly path: string
  readonly message: string
}

/** A fault at a place, with the place in words: `条件第 5 项 · 判断 · 全部第 1 项 · 限值：须为整数`. */
export function faultAt(path: Path, message: string): Fault {
  return { path: pathText(path), message: `${placeWords(path)}：${message}。` }
}

/** `conditions[4].when`; long names are cut, so that a hostile document cannot fill the page. */
export function pathText(path: Path): string {
  const steps = path.map(step => (typeof step === 'number' ? `[${step}]` : `.${shortened(step)}`))
  return steps.join('').replace(/^\./, '')
}

function placeWords(path: Path): string {
  const words: string[] = []
  for (const step of path) {
    if (typeof step === 'string') words.push(fieldWords[step] ?? `“${shortened(step)}”`)
    else words.push(`${words.pop() ?? ''}第 ${step + 1} 项`)
  }
  return words.length === 0 ? '规则' : words.join(' · ')
}

const shortened = (name: string): string => (name.length > 40 ? `${name.slice(0, 40)}…` : name)

/** The fields of a rule set in the words of its page. */
const fieldWords: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  format: '格式',
  id: '编号',
  title: '名称',
  basis: '依据',
  colours: '颜色',
  classes: '类别',
  indicators: '指标',
  rows: '行',
  sides: '列',
  cells: '指标格',
  evaluation: '评价组别',
  score: '得分',
  parts: '组成部分',
  fading: '时间折减',
  eventClip: '事件分上下限',
  clip: '总分上下限',
  evidence: '事实',
  findings: '核实结论',
  repetition: '同类再犯',
  conditions: '条件',
  marks: '标注',
  minCoverage: '最低依据覆盖率',
  absence: '不在岗',
  quotas: '名额',
  opinions: '征求意见',
  code: '代码',
  label: '名称',
  letter: '字',
  shape: '图形',
  direction: '方向',
  match: '命中方式',
  settledBy: '由何种名单了结',
  term: '期限',
  extensions: '延期次数',
  extensionMonths: '延期月数',
  consequences: '后果',
  task: '任务',
  workingDays: '工作日',
  unitKinds: '单位种类',
  head: '正职',
  row: '所在行',
  side: '所在列',
  part: '所属部分',
  weight: '权重',
  minBallots: '最少票数',
  from: '来源',
  min: '下限',
  max: '上限',
  positive: '正负面',
  points: '分值',
  person: '本人',
  charge: '分管领导',
  chief: '主要负责人',
  unit: '单位',
  proof: '依据材料',
  tier: '层级',
  oncePerHonour: '同一荣誉计一次',
  cap: '封顶',
  per: '周期',
  byGrade: '按等次',
  true: '属实',
  partly: '部分属实',
  false: '不实',
  months: '月数',
  factor: '倍数',
  colour: '颜色',
  sentence: '说明',
  effect: '效力',
  when: '判断',
  all: '全部',
  any: '任一',
  not: '否定',
  compare: '比较',
  count: '次数',
  streak: '连续',
  rank: '名次',
  op: '比较方式',
  value: '限值',
  of: '量',
  facts: '事实范围',
  codes: '事实代码',
  roles: '承担方式',
  intent: '主观故意',
  full: '完全属实',
  share: '占比',
  values: '等次取值',
  grounds: '否决事由',
  restrictionMonths: '否决事项月数',
  bottom: '末位数',
  role: '承担方式',
  field: '工作领域',
  grades: '等次',
  classShare: '每类占比',
  unitDivisor: '单位除数',
  headShare: '主要负责人占比',
  offices: '单位',
  days: '天数',
})
