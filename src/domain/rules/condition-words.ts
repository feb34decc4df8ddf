import { plain, size } from './amounts.ts'
import { type ColourWord, countWords, measureWords, streakWords } from './quantity-words.ts'
import type { Expression, Leaf, Measure, Operator, RuleSet } from './rule-set.ts'

/** A condition in words, said from its tree: `得分低于 60 分，且依据覆盖率不低于 60%`. */
export function conditionWords(when: Expression, ruleSet: Pick<RuleSet, 'colours'>): string {
  const colour: ColourWord = code => ruleSet.colours.find(one => one.code === code)?.label ?? code
  return treeWords(when, colour)
}

function treeWords(tree: Expression, colour: ColourWord): string {
  if ('all' in tree) return tree.all.map(part => joined(part, colour)).reduce((a, b) => `${a}，且${spaced(b)}`)
  if ('any' in tree) return tree.any.map(part => joined(part, colour)).reduce((a, b) => `${a}，或${spaced(b)}`)
  if ('not' in tree) return `不属于：${treeWords(tree.not, colour)}`
  return leafWords(tree, colour)
}

/** Figures stand apart from Chinese words. */
export const spaced = (words: string): string => (/^\d/.test(words) ? ` ${words}` : words)

const joined = (part: Expression, colour: ColourWord): string =>
  'all' in part || 'any' in part ? `（${treeWords(part, colour)}）` : treeWords(part, colour)

/** One clause: what is looked at, and the limit. */
const leafWords = (leaf: Leaf, colour: ColourWord): string => `${subjectWords(leaf, colour)}${limitOfLeaf(leaf)}`

/** What one clause looks at, without its limit: the label of a threshold. Reads nothing of the limit. */
export const leafSubject = (leaf: Leaf, colour: ColourWord): string => subjectWords(leaf, colour).trim()

function subjectWords(leaf: Leaf, colour: ColourWord): string {
  if ('rank' in leaf) return '得分名次'
  if ('streak' in leaf) return streakWords(leaf.streak)
  return 'count' in leaf ? countWords(leaf.count, colour) : measureWords(leaf.compare)
}

const compared: Readonly<Record<Operator, string>> = { lt: '低于', le: '不高于', gt: '高于', ge: '不低于' }
const counted: Readonly<Record<Operator, string>> = { lt: '少于', le: '不超过', gt: '超过', ge: '达到' }

function limitOfLeaf(leaf: Leaf): string {
  if ('rank' in leaf) return `居同类前 ${plain(leaf.value)}%（含并列）`
  if ('streak' in leaf) {
    const unit = leaf.streak.of === 'quarterGrade' ? '个季度' : '个月'
    return `${counted[leaf.op]} ${leaf.value} ${unit}`
  }
  return 'count' in leaf ? amountWords(leaf) : limitWords(leaf.compare, leaf.op, leaf.value)
}

function amountWords({ count: { of }, op, value }: Extract<Leaf, { count: unknown }>): string {
  if (value === 0 && op === 'le') return '一项也没有'
  const amount =
    of === 'facts' ? `${plain(value)} 件` : `${value} ${of === 'restrictions' || of === 'adverse' ? '项' : '次'}`
  return `${counted[op]} ${amount}`
}

function limitWords(measure: Measure, op: Operator, value: Extract<Leaf, { compare: unknown }>['value']): string {
  if (typeof value !== 'number') return `${compared[op]} ${value[0]}/${value[1]}`
  switch (measure.of) {
    case 'score':
      return `${compared[op]} ${plain(value)} 分`
    case 'coverage':
      return `${compared[op]} ${plain(value)}%`
    case 'tenure':
    case 'idle':
      return op === 'ge' ? `满 ${value} 个月` : `${compared[op]} ${value} 个月`
    case 'scoreChange':
    case 'points':
    case 'mean':
    case 'latest':
    case 'worst':
      return pointsWords(measure.of, op, value)
    case 'channels':
      return `${counted[op]} ${value} 个`
    case 'ballotShare':
      return `${compared[op]} ${value}`
    case 'ballotUpheld':
      return op === 'ge' || op === 'gt' ? '成立' : '不成立'
    case 'annualGrade':
      return `${compared[op]}${gradeOf(measure.values, value)}`
  }
}

/** A limit below nought is said as a loss: −8 or less is `达到 8 分`. */
function pointsWords(of: keyof typeof lossWords, op: Operator, value: number): string {
  if (value >= 0 || op === 'ge' || op === 'gt') {
    return `${of === 'scoreChange' ? '的变化' : ''}${compared[op]} ${plain(value)} 分`
  }
  const reached = op === 'le' ? '达到' : '超过'
  return `${lossWords[of]}${reached} ${size(value)} 分`
}

const lossWords = { scoreChange: '下降', points: '', mean: '扣分', latest: '扣分', worst: '扣分' } as const

const gradeOf = (values: Readonly<Record<string, number>>, value: number): string =>
  Object.entries(values).find(([, n]) => n === value)?.[0] ?? ` ${value}`
