import { canonical } from '../../canonical.ts'
import { plain } from '../amounts.ts'
import { conditionWords } from '../condition-words.ts'
import type { EvidenceRule, Expression, RuleSet } from '../rule-set.ts'
import { directionWords, effectWords, matchWords, taskWords, termWords, unitKindWords } from '../rule-words.ts'
import type { ListOf } from './list-changes.ts'

type Items<K extends keyof RuleSet> = RuleSet[K] extends readonly (infer T)[] ? T : never
type Indicator<K extends keyof RuleSet['indicators']> = RuleSet['indicators'][K][number]

const labelOf = (items: readonly { readonly code: string; readonly label: string }[], code: string): string =>
  items.find(item => item.code === code)?.label ?? code

export const colourList: ListOf<Items<'colours'>> = {
  section: 'colours',
  noun: '颜色',
  of: ({ colours }) => colours,
  key: ({ code }) => code,
  name: ({ label }) => label,
  aspects: [
    { what: '名称', say: ({ label }) => label },
    { what: '标记', say: ({ letter, shape }) => `${letter} ${shape}` },
    { what: '方向', say: ({ direction }) => directionWords(direction) },
    { what: '怎样列入', say: ({ match }) => matchWords[match] },
    {
      what: '由何种名单了结',
      say: ({ settledBy }) => settledBy.join(' '),
      shown: ({ settledBy }, { colours }) => settledBy.map(code => labelOf(colours, code)).join('、') || '不了结',
    },
    { what: '期限', say: ({ term }) => exactTerm(term) },
    { what: '列入后办理', say: ({ consequences }) => consequences.map(taskWords).join('；') || '无' },
  ],
}

/** Also the months of an extension nobody may give: they are part of the document. */
function exactTerm(term: Items<'colours'>['term']): string {
  const unused = term !== null && term.extensions === 0 && term.extensionMonths > 0
  return unused ? `${termWords(term)}（延期月数 ${term.extensionMonths}）` : termWords(term)
}

export const classList: ListOf<Items<'classes'>> = {
  section: 'classes',
  noun: '类别',
  of: ({ classes }) => classes,
  key: ({ code }) => code,
  name: ({ label }) => label,
  aspects: [
    { what: '名称', say: ({ label }) => label },
    { what: '单位', say: ({ unitKinds }) => unitKinds.map(kind => unitKindWords[kind]).join('、') },
    { what: '职务', say: ({ head }) => (head === null ? '正职和副职' : head ? '正职' : '副职') },
  ],
}

export const rowList: ListOf<Indicator<'rows'>> = {
  section: 'indicators',
  noun: '指标行',
  of: ({ indicators }) => indicators.rows,
  key: ({ code }) => code,
  name: ({ label }) => label,
  aspects: [
    { what: '名称', say: ({ label }) => label },
    { what: '所属部分', say: ({ part }) => part, shown: ({ part }, { score }) => labelOf(score.parts, part) },
  ],
}

export const sideList: ListOf<Indicator<'sides'>> = {
  section: 'indicators',
  noun: '指标列',
  of: ({ indicators }) => indicators.sides,
  key: ({ code }) => code,
  name: ({ label }) => label,
  aspects: [{ what: '名称', say: ({ label }) => label }],
}

export const cellList: ListOf<Indicator<'cells'>> = {
  section: 'indicators',
  noun: '指标格',
  of: ({ indicators }) => indicators.cells,
  key: ({ id }) => id,
  name: ({ row, side }, { indicators }) => `${labelOf(indicators.rows, row)} · ${labelOf(indicators.sides, side)}`,
  aspects: [
    { what: '指标', say: ({ title }) => title },
    { what: '权重', say: ({ weight }) => `${plain(weight)}%` },
    { what: '所在行', say: ({ row }) => row, shown: ({ row }, { indicators }) => labelOf(indicators.rows, row) },
    { what: '所在列', say: ({ side }) => side, shown: ({ side }, { indicators }) => labelOf(indicators.sides, side) },
  ],
}

export const ballotList: ListOf<Items<'evaluation'>> = {
  section: 'evaluation',
  noun: '评价组别',
  of: ({ evaluation }) => evaluation,
  key: ({ code }) => code,
  name: ({ label }) => label,
  aspects: [
    { what: '名称', say: ({ label }) => label },
    { what: '权重', say: ({ weight }) => `${plain(weight)}%` },
    { what: '少于此数不计', say: ({ minBallots }) => `${minBallots} 票` },
  ],
}

export const partList: ListOf<RuleSet['score']['parts'][number]> = {
  section: 'score',
  noun: '得分组成',
  of: ({ score }) => score.parts,
  key: ({ code }) => code,
  name: ({ label }) => label,
  aspects: [
    { what: '名称', say: ({ label }) => label },
    { what: '来源', say: ({ from }) => (from === 'ballots' ? '评价' : '指标格') },
  ],
  figures: [{ what: '权重', say: ({ weight }) => `${plain(weight)}%` }],
  thresholds: key => `score.parts.${key}`,
}

/** A condition without its limits, which are compared as numbers. */
function skeletonOf(tree: Expression): unknown {
  if ('all' in tree) return { all: tree.all.map(skeletonOf) }
  if ('any' in tree) return { any: tree.any.map(skeletonOf) }
  if ('not' in tree) return { not: skeletonOf(tree.not) }
  // Whether a ballot was upheld is a yes or no, and no number.
  return 'compare' in tree && tree.compare.of === 'ballotUpheld' ? tree : { ...tree, value: 0 }
}

export const conditionList: ListOf<Items<'conditions'>> = {
  section: 'conditions',
  noun: '条件',
  of: ({ conditions }) => conditions,
  key: ({ id }) => id,
  name: ({ id }) => id,
  aspects: [
    { what: '颜色', say: ({ colour }) => colour, shown: ({ colour }, { colours }) => labelOf(colours, colour) },
    {
      what: '判断',
      say: ({ when }) => canonical(skeletonOf(when)),
      shown: ({ when }, ruleSet) => conditionWords(when, ruleSet),
      replaces: key => `conditions.${key}`,
    },
    { what: '效力', say: ({ effect }) => effectWords[effect] },
    { what: '依据', say: ({ basis }) => basis },
  ],
  thresholds: key => `conditions.${key}`,
}

const periods = { year: '每年', quarter: '每季' } as const

export const evidenceList: ListOf<EvidenceRule> = {
  section: 'evidence',
  noun: '事实',
  of: ({ evidence }) => evidence,
  key: ({ code }) => code,
  name: ({ code }) => code,
  aspects: [
    { what: '名称', say: ({ label }) => label },
    { what: '正负面', say: ({ positive }) => (positive ? '正面' : '负面') },
    { what: '依据材料', say: ({ proof }) => proof },
    { what: '层级', say: ({ tier }) => String(tier) },
    { what: '同一荣誉', say: ({ oncePerHonour }) => (oncePerHonour ? '只计一次' : '各计各的') },
    {
      what: '封顶',
      say: ({ cap }) => cap?.per ?? '',
      shown: ({ cap }) => (cap === null ? '不封顶' : `${periods[cap.per]} ${plain(cap.points)} 分`),
      replaces: key => `evidence.${key}.cap`,
    },
    {
      what: '按等次',
      say: ({ byGrade }) =>
        Object.keys(byGrade ?? {})
          .sort()
          .join(' '),
      shown: ({ byGrade }) =>
        Object.entries(byGrade ?? {})
          .map(([grade, value]) => `${grade} ${plain(value)} 分`)
          .join('，') || '不按等次',
      replaces: key => `evidence.${key}.grade`,
    },
  ],
  figures: [
    {
      what: '分值',
      say: ({ points: { person, charge, chief, unit } }) =>
        `本人 ${plain(person)}，分管 ${plain(charge)}，主要负责人 ${plain(chief)}，单位 ${plain(unit)}`,
    },
  ],
  thresholds: key => `evidence.${key}`,
}
