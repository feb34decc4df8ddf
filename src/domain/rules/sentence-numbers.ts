/** A number as a sentence names it, and what it may mean: 一年 is twelve months, or one year. */
export interface NamedNumber {
  readonly words: string
  /** With what it counts: `75分`, `60%`, `12月`, `2件`, `1/3`. */
  readonly meanings: readonly string[]
}

/** What looks like a number and limits nothing: names of documents, codes and ordinals, and 一 as an article. */
const noise = [
  /《[^》]*》/g,
  /〔[^〕]*〕\s*第?\s*\d*\s*号?/g,
  /[A-Za-z]+\d+/g,
  /第\s*[\d零〇一二三四五六七八九十百]+/g,
  /(19|20)\d\d\s*年/g,
  /\d+\s*热线/g,
  /最近一[次件期]|最近一年度|一项也没有|[任每同某逐唯其统单上下]一/g,
]

const han = '[零〇一二两三四五六七八九十百]+'
const digits = String.raw`\d+(?:\.\d+)?`
const amount = `(?:${digits}|${han})`
const unit = '个?月|年(?!度)|个?季度|分|%|[件次项个位名天倍人]'
/** Spelled out, a number is one only before what it counts. */
const named = new RegExp(
  String.raw`(${amount})分之(${amount})|(\d+)\s*/\s*(\d+)|(半年)|(一半|半数|过半)|(${digits}(?=\s*(${unit})?)|${han}(?=\s*(${unit})))`,
  'g',
)

/** The numbers a sentence of a condition names, in digits or spelled out. */
export function numbersIn(sentence: string): readonly NamedNumber[] {
  const plain = noise.reduce((text, one) => text.replace(one, '、'), sentence.normalize('NFKC'))
  return [...plain.matchAll(named)].map(([words, ...parts]) => {
    const counted = parts[7] ?? parts[8] ?? ''
    return {
      words: /^\d/.test(words) && counted !== '%' ? `${words} ${counted}`.trim() : words + counted,
      meanings: meaningsOf(parts),
    }
  })
}

function meaningsOf(parts: readonly (string | undefined)[]): readonly string[] {
  const [below, above, numerator, denominator, halfYear, half, number = ''] = parts
  if (below !== undefined && above !== undefined)
    return [below === '百' ? `${figureOf(above)}%` : `${figureOf(above)}/${figureOf(below)}`]
  if (numerator !== undefined) return [`${numerator}/${denominator}`]
  if (halfYear !== undefined) return ['6月']
  if (half !== undefined) return ['1/2']
  return withUnit(Number(figureOf(number)), parts[7] ?? parts[8] ?? '')
}

/** A number without a unit may be of any. */
function withUnit(value: number, unit: string): readonly string[] {
  if (unit === '') return kinds.map(kind => `${value}${kind}`)
  if (unit === '年') return [`${12 * value}月`]
  if (unit.endsWith('季度')) return [`${value}季`, `${3 * value}月`]
  return [`${value}${kindOf(unit)}`]
}

/** What numbers of a condition count, in one letter: 件 stands for whatever is counted one by one. */
const kinds = ['分', '%', '月', '季', '件'] as const

/** The kind of a unit as a sentence or a threshold writes it: 个月, 个季度, 次. */
export function kindOf(unit: string): string {
  if (unit.endsWith('月')) return '月'
  if (unit.endsWith('季度')) return '季'
  return /^[件次项个位名]$/.test(unit) ? '件' : unit
}

const figures = '零一二三四五六七八九'
const tens: Readonly<Record<string, number>> = { 十: 10, 百: 100 }

/** 七十八 is 78, 007.50 is 7.5. */
function figureOf(text: string): string {
  if (/^\d/.test(text)) return String(Number(text))
  let [whole, digit] = [0, 0]
  for (const sign of text) {
    const ten = tens[sign]
    if (ten === undefined) digit = sign === '两' ? 2 : Math.max(0, figures.indexOf(sign))
    else {
      whole += (digit === 0 ? 1 : digit) * ten
      digit = 0
    }
  }
  return String(whole + digit)
}
