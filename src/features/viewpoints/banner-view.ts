import { addDays, type Day } from '../../domain/time/days.ts'
import { field, initially, select } from '../../web/form.ts'
import { count } from '../../web/format.ts'
import { dayPairs, knownName, type PastDay } from './past-day.ts'
import type { Moment, Past, RatingsView } from './ratings-view.ts'

/**
 * Says on a page of the past which day, whose knowledge and which rules it shows, and leads elsewhere; on a page of
 * today what is not computed yet: newer rules, or what the last days brought.
 */
export interface BannerView {
  readonly title: string
  readonly words: string
  readonly links: readonly { readonly label: string; readonly path: string }[]
}

/** The banner of a page; null for today, as a rule. */
function bannerView(
  { past, version, preparing }: Moment,
  today: Day,
  pathOf: (past: PastDay | null) => string,
): BannerView | null {
  if (past === null) return preparing && { ...preparingWords(preparing, version.ruleSet.id, today), links: [] }
  const { day, known } = past
  const other = known === 'then' ? 'now' : 'then'
  const next = addDays(day, 1)
  const before = addDays(day, -1)
  return {
    title: `截至 ${day} · ${knownName(known)}`,
    words: `${knownWords(past)}；规则版本 ${version.ruleSet.id}（${version.hash.slice(0, 8)}）；${registerWords(past)}。`,
    links: [
      { label: `改看${knownName(other)}`, path: pathOf({ day, known: other }) },
      { label: `前一日 ${before}`, path: pathOf({ day: before, known }) },
      { label: `后一日 ${next}`, path: pathOf(next >= today ? null : { day: next, known }) },
      { label: '回到今天', path: pathOf(null) },
    ],
  }
}

function preparingWords(preparing: NonNullable<Moment['preparing']>, shown: string, today: Day) {
  if ('upTo' in preparing)
    return {
      title: `正在核定到 ${today}，现在核定到 ${preparing.upTo}`,
      words: '因时间推移而变动的还没有都算完，各处的数可能不一致，稍后再看。',
    }
  return {
    title: `新规则 ${preparing.ruleSet} 今日起施行，正在重算 ${preparing.percent}%`,
    words: `完成以前，这里仍是按 ${shown} 得出的结果；完成后一次更换。`,
  }
}

/** That what is told of limits is told by rules soon to change; '' where none are to come. */
export const comingWords = ({ coming, version }: Pick<RatingsView, 'coming' | 'version'>): string =>
  coming === null
    ? ''
    : `规则 ${coming.ruleSet.id} 自 ${coming.effectiveOn} 起施行；离转差、转好还差多少，在此以前都按现行的 ${version.ruleSet.id}。`

/** Which knowledge a view of the past has, to its last entry. */
const knownWords = ({ day, known, position }: NonNullable<Moment['past']>): string =>
  known === 'then'
    ? `只用到 ${day} 当日终了时已经记入的内容（账本至第 ${position} 号）`
    : `用到现在已经记入的全部内容，看这一天（账本至第 ${position} 号，含事后补录）`

/** As of when people and units are called what they are called. */
const registerWords = ({ known, unkept }: Past): string =>
  known === 'then'
    ? `姓名、职务层次、单位名称等按当日终了时的登记${unkeptWords(unkept)}`
    : `姓名、职务层次、单位名称等按这一天的登记（后来的变更不算，更正照改）${unkeptWords(unkept)}`

/** Told only when there is something that cannot be shown as it was. */
function unkeptWords({ cadres, units }: Past['unkept']): string {
  const whose = [cadres > 0 && `${count(cadres)} 名干部`, units > 0 && `${count(units)} 个单位`].filter(Boolean)
  return whose.length === 0 ? '' : `；其中 ${whose.join('、')}后来可能改过而没有留下旧登记，只能按现在的显示`
}

/** `（截至 2022-04-30，当时所知）` behind a title; '' for today. */
export const pastSuffix = (past: PastDay | null): string =>
  past === null ? '' : `（截至 ${past.day}，${knownName(past.known)}）`

/** The line under the title of a sheet that says from when it looks, or what is not computed yet; none for today, as a rule. */
export const pastNotes = ({ past, preparing, version, day }: Moment): string[] =>
  past === null
    ? preparing === null
      ? []
      : [Object.values(preparingWords(preparing, version.ruleSet.id, day)).join('。')]
    : [`时点：截至 ${past.day}，${knownName(past.known)}：${knownWords(past)}${unkeptWords(past.unkept)}`]

/** The day in the name of a file: `2022-05-31`, `截至2022-04-30当时所知`. */
export const dayInName = ({ day, past }: Pick<Moment, 'day' | 'past'>): string =>
  past === null ? day : `截至${day}${knownName(past.known)}`

/** The one control of a page's head that chooses a day and a view. See views/_partials/as-of.hbs. */
interface AsOfView {
  readonly action: string
  /** What else the page was asked for. */
  readonly kept: readonly Pair[]
  /** What keeps the page's other forms at this day; none for today. */
  readonly here: readonly Pair[]
  /** An empty day is today. */
  readonly day: object
  readonly known: object
}

interface Pair {
  readonly name: string
  readonly value: string
}

/**
 * All that a page which knows the past says of it: where it stands, and the ways to another day and back to today.
 * `pathOf`: the same page from another day, at its beginning.
 */
export function standpoint(moment: Moment, today: Day, pathOf: (past: PastDay | null) => string) {
  return { banner: bannerView(moment, today, pathOf), asOf: asOfView(moment.past, today, pathOf(null)) }
}

function asOfView(past: PastDay | null, today: Day, path: string): AsOfView {
  const typed = initially({ asOf: past?.day, known: past?.known ?? 'then' })
  const choices = (['then', 'now'] as const).map(value => ({ value, label: knownName(value) }))
  const [action = '', query = ''] = path.split('?')
  return {
    action,
    kept: pairsOf(new URLSearchParams(query)),
    here: pairsOf(dayPairs(past)),
    day: field('asOf', '截至（空为今天）', typed, {}, { max: today }),
    known: select('known', '过去的日子按', choices, typed, {}, { inline: true }),
  }
}

const pairsOf = (pairs: Iterable<[string, string]>): Pair[] => [...pairs].map(([name, value]) => ({ name, value }))
