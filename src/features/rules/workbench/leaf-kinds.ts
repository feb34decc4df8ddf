import type { Counted, Leaf, Measure, RuleSet, Streak } from '../../../domain/rules/rule-set.ts'
import type { Choice } from '../../../web/form.ts'
import { type Fields, group } from './group.ts'
import { factFilter, fraction } from './leaf-fields.ts'
import { amount, boxes, choice, choiceOf, text, tick, whole, wholeOrNone } from './lines.ts'
import type { Spec } from './spec.ts'
import { names, pairs, rankEach } from './texts.ts'

type Piece = Readonly<Record<string, unknown>>
type Join = 'compare' | 'count' | 'streak' | 'rank'

/** One kind of judgement, with a form of its own. */
interface LeafKind {
  readonly label: string
  readonly join: Join
  readonly fields: Fields
  /** The fields of a leaf as they are typed, where they are not its own. */
  start?(leaf: Piece): Piece
  finish?(read: Piece, complain: (name: string, sentence: string) => void): Piece
}

const compared: readonly Choice[] = [
  { value: 'lt', label: '低于' },
  { value: 'le', label: '不高于' },
  { value: 'gt', label: '高于' },
  { value: 'ge', label: '不低于' },
]
const counted: readonly Choice[] = [
  { value: 'lt', label: '少于' },
  { value: 'le', label: '不超过' },
  { value: 'gt', label: '超过' },
  { value: 'ge', label: '达到' },
]
const atMost: readonly Choice[] = [{ value: 'le', label: '居前' }]

const months = whole('看最近', 1, 120, { suffix: '个月' })
const compare = choice('比较', compared)
const count = choice('比较', counted)
const points = amount('限值', -100_000, 100_000, { suffix: '分' })
const deduction = amount('限值', -100_000, 100_000, { suffix: '分', help: '扣分填负数：扣满 8 分写“不高于 −8”。' })
const number = (suffix: string): Spec => whole('限值', 0, 1000, { suffix })
const facts = factFilter
const ofFacts = { facts, months }
const faded = { ...ofFacts, fading: tick('按得分的时间折减计'), op: compare, value: deduction }

const shares = [
  { value: 'qualified', label: '优秀和称职' },
  { value: 'unfit', label: '不称职' },
]
const holders = [
  { value: 'charge', label: '分管领导' },
  { value: 'chief', label: '主要负责人' },
]
const grounds = [
  { value: 'discipline', label: '处分影响期' },
  { value: 'investigation', label: '被立案' },
  { value: 'disobedience', label: '拒不执行组织决定' },
  { value: 'accident', label: '重大责任事故问责' },
  { value: 'fraud', label: '弄虚作假' },
]
const upheld = [
  { value: 'yes', label: '成立', means: true },
  { value: 'no', label: '不成立', means: false },
]

/** Every kind of judgement of the rules, by the code its form sends; in the order of the list. */
export function leafKinds({
  colours,
}: Pick<RuleSet, 'colours'>): Readonly<Record<(Measure | Counted | Streak)['of'] | 'rank', LeafKind>> {
  const known = colours.map(({ code, label }) => ({ value: code, label }))
  const ofColour = { colour: choice('哪一种名单', known), months, op: count, value: number('次') }
  return {
    score: { label: '得分', join: 'compare', fields: { op: compare, value: points } },
    coverage: {
      label: '依据覆盖率',
      join: 'compare',
      fields: { op: compare, value: amount('限值', 0, 10_000, { suffix: '%' }) },
    },
    scoreChange: {
      label: '得分的变化',
      join: 'compare',
      fields: {
        months: whole('与几个月前比', 1, 120, { suffix: '个月' }),
        op: compare,
        value: amount('限值', -100_000, 100_000, { suffix: '分', help: '下降填负数：下降 15 分以上写“不高于 −15”。' }),
      },
    },
    rank: {
      label: '得分在同类里的名次',
      join: 'rank',
      fields: { op: choice('比较', atMost), value: amount('限值', 0, 10_000, { suffix: '%' }) },
    },
    tenure: {
      label: '任现职的月数',
      join: 'compare',
      fields: { op: compare, value: whole('限值', 0, 12, { suffix: '个月' }) },
    },
    idle: {
      label: '没有考察、测评和核实事实的月数',
      join: 'compare',
      fields: { op: compare, value: whole('限值', 0, 12, { suffix: '个月' }) },
    },
    points: { label: '事实：分值合计', join: 'compare', fields: faded },
    mean: { label: '事实：平均每件的分值', join: 'compare', fields: faded },
    latest: { label: '事实：最近一件的分值', join: 'compare', fields: faded },
    worst: { label: '事实：扣分最多的一件', join: 'compare', fields: { ...ofFacts, op: compare, value: deduction } },
    facts: {
      label: '事实：件数（部分属实算半件）',
      join: 'count',
      fields: { ...ofFacts, op: count, value: amount('限值', 0, 100_000, { suffix: '件' }) },
    },
    channels: { label: '事实：渠道数', join: 'compare', fields: { ...ofFacts, op: count, value: number('个') } },
    factMonths: {
      label: '事实：连续几个月每月都有',
      join: 'streak',
      fields: { ...ofFacts, op: count, value: number('个月') },
    },
    hotline: {
      label: '12345 排名连续在末位的月数',
      join: 'streak',
      fields: {
        role: choice('谁', holders),
        field: text('分管的工作', 40),
        bottom: whole('末几位', 1, 100, { suffix: '位' }),
        months,
        op: count,
        value: number('个月'),
      },
    },
    quarterGrade: {
      label: '平时考核连续为某等次的季度数',
      join: 'streak',
      fields: {
        grades: names('等次', { required: true, help: '几个等次之间用顿号。' }),
        months,
        op: count,
        value: number('个季度'),
      },
    },
    annualGrade: annualGrade,
    ballotShare: {
      label: '民主测评的票占比',
      join: 'compare',
      fields: { share: choice('哪种票', shares), months, op: compare, value: fraction('限值') },
    },
    ballotUpheld: {
      label: '民主测评结果经核实',
      join: 'compare',
      fields: { months, upheld: choiceOf('核实结论', upheld, { required: true }) },
      start: leaf => ({ ...leaf, upheld: leaf.op === undefined ? null : leaf.op === 'ge' || leaf.op === 'gt' }),
      finish: ({ upheld: isUpheld, ...read }) => ({ ...read, op: isUpheld ? 'ge' : 'lt', value: 1 }),
    },
    placements: { label: '列入名单的次数', join: 'count', fields: ofColour },
    failedRectifications: { label: '延期期满整改不合格的次数', join: 'count', fields: ofColour },
    restrictions: {
      label: '有效的否决事项',
      join: 'count',
      fields: {
        grounds: boxes('事由', grounds, { required: true }),
        months: wholeOrNone('没有写明止日的管', 1, 120, { suffix: '个月', help: '留空为直到登记结束。' }),
        op: count,
        value: number('项'),
      },
    },
    adverse: {
      label: '名单、否决事项和未结督办',
      join: 'count',
      fields: {
        colours: boxes('哪些名单', known, { required: true }),
        months,
        restrictionMonths: whole('否决事项管', 1, 120, { suffix: '个月' }),
        op: count,
        value: number('项'),
      },
    },
  }
}

const annualGrade: LeafKind = {
  label: '最近一次年度考核',
  join: 'compare',
  fields: {
    values: pairs('等次由低到高', rankEach, { required: true, help: '一行一个等次和它的序数，例如“称职 3”。' }),
    months,
    op: compare,
    grade: text('限值', 20, { help: '上面的一个等次。' }),
  },
  start: leaf => ({
    ...leaf,
    grade: Object.entries(leaf.values ?? {}).find(([, value]) => value === leaf.value)?.[0] ?? '',
  }),
  finish({ grade, ...read }, complain) {
    const values = (read.values ?? {}) as Readonly<Record<string, number>>
    if (read.values === null) complain('values', '等次由低到高：请填写。')
    else if (!Object.hasOwn(values, String(grade))) complain('grade', `限值：上面没有“${grade}”这个等次。`)
    return { ...read, value: values[String(grade)] }
  },
}

/** The form of one kind, over a leaf of the rules. */
export function leafForm(code: string, { join, fields, start = same, finish = same }: LeafKind): Spec {
  return group(fields, {
    isInline: true,
    start: leaf => start(typedLeaf(leaf as Piece, join)),
    finish(read, complain) {
      const { op, value, ...rest } = finish(read, complain)
      const quantity = Object.fromEntries(Object.entries(rest).filter(([, one]) => one !== false))
      return { [join]: join === 'rank' ? 'score' : { of: code, ...quantity }, op, value } as unknown as Leaf
    },
  })
}

const same = (piece: Piece): Piece => piece

const typedLeaf = ({ op, value, ...leaf }: Piece, join: Join): Piece => ({ ...(leaf[join] as Piece), op, value })
