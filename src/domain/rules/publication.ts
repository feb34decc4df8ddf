import { Conflict, Invalid } from '../errors.ts'
import { type Day, endOfDay, type Instant, shiftMonth } from '../time/days.ts'

/** A draft as far as its life goes. */
export interface DraftLife {
  readonly status: 'draft' | 'published' | 'discarded' | 'adopted'
  /** Rises with each edit. */
  readonly version: number
  readonly basedOn: string | null
  readonly editors: readonly { readonly id: string; readonly name: string }[]
  /** The version it became. */
  readonly became: string | null
}

/** Throws Conflict unless the draft is open and at the version the person has seen. */
export function requireOpen({ status, version, became }: DraftLife, seen: number): void {
  if (status === 'adopted') throw new Conflict(`这份草案已经发布为 ${became ?? '新版本'}，不能再办。`)
  if (status !== 'draft') throw new Conflict('这份草案已经作废，不能再办。')
  if (version !== seen) {
    throw new Conflict(`草案已被改到第 ${version} 稿，您看的是第 ${seen} 稿。请看过现在的内容后再办。`)
  }
}

/** The last published version that a draft must build on. */
interface LastPublished {
  readonly id: string
  readonly effectiveOn: Day
}

/** 已过时: another version was published since it was drafted; the draft would silently take that one back. */
export const isOutdated = ({ status, basedOn }: Based, lastId: string): boolean =>
  status !== 'published' && status !== 'adopted' && basedOn !== lastId

type Based = Pick<DraftLife, 'status' | 'basedOn'>

/** Throws Conflict when the draft is outdated. */
export function requireLatestBase(draft: Based, lastId: string): void {
  if (isOutdated(draft, lastId)) {
    throw new Conflict(
      `起草以后又发布了 ${lastId}，这份草案以 ${draft.basedOn ?? '旧版本'} 为底，已过时，不能再改、试算、送审、审核、发布。请打开它，以 ${lastId} 为底重新起草。`,
    )
  }
}

/** Throws Conflict unless the draft is outdated. */
export function requireOutdated(draft: Based, lastId: string): void {
  if (!isOutdated(draft, lastId)) throw new Conflict('这份草案没有过时，不必重新起草。')
}

/** Versions in the order in which they begin; of those of one day, in the order of publication. */
type InOrder<V> = readonly V[]

/** The version in force on a day: the latest begun; before the first, the first. */
export const inForceOn = <V extends Beginning>(versions: InOrder<V>, day: Day): V | undefined =>
  versions.findLast(({ effectiveOn }) => effectiveOn <= day) ?? versions[0]

interface Beginning {
  readonly effectiveOn: Day
}

interface OnDay {
  readonly effectiveOn: Day | null
}

const lastOfDay = <V extends OnDay>({ effectiveOn }: OnDay, versions: InOrder<V>): V | null =>
  versions.findLast(one => one.effectiveOn === effectiveOn) ?? null

/** The version that wholly takes the place of another before it begins: published later for the same first day. */
export function replacementOf<V extends OnDay>(version: V, versions: InOrder<V>): V | null {
  const last = lastOfDay(version, versions)
  return last === version ? null : last
}

/** The version whose place one takes that is among these, or would take if it were published next. */
export function replacedBy<V extends OnDay>(version: OnDay, versions: InOrder<V>): V | null {
  const among: InOrder<OnDay> = versions
  const place = among.indexOf(version)
  return lastOfDay(version, place === -1 ? versions : versions.slice(0, place))
}

/** The versions that were, are or will be in force: those that none replaces. */
export const everInForce = <V extends OnDay>(versions: InOrder<V>): readonly V[] =>
  versions.filter(version => replacementOf(version, versions) === null)

/** The next version to come into force after a day, as far as published by its end. */
export function nextAfter<V extends Beginning & { readonly publishedAt: Instant }>(
  versions: InOrder<V>,
  day: Day,
): V | null {
  const known = versions.filter(({ publishedAt }) => publishedAt <= endOfDay(day))
  return everInForce(known).find(({ effectiveOn }) => effectiveOn > day) ?? null
}

/** A slip in the year would bar every later version until then. */
const MONTHS_AHEAD = 12

/** The first days of the coming twelve months, the nearest first. */
const comingFirsts = (today: Day): readonly Day[] =>
  Array.from({ length: MONTHS_AHEAD }, (_, n) => `${shiftMonth(today.slice(0, 7), n + 1)}-01`)

/**
 * The days on which a version may begin, the nearest first: a period is a month, and the one under way ends by the rules it
 * began with. On the day of a last version that is still to come it takes that one's place.
 */
export const beginningsFor = (today: Day, last: LastPublished): readonly Day[] =>
  comingFirsts(today).filter(day => day >= last.effectiveOn)

/** Throws Invalid unless the version begins on one of `beginningsFor`. */
export function requireBeginning(effectiveOn: Day, today: Day, last: LastPublished): void {
  const fault = faultOfBeginning(effectiveOn, comingFirsts(today), last)
  if (fault !== null) throw new Invalid({ effectiveOn: `施行日期：${fault}` })
}

function faultOfBeginning(effectiveOn: Day, firsts: readonly Day[], last: LastPublished): string | null {
  const [next = '', latest = ''] = [firsts[0], firsts.at(-1)]
  if (effectiveOn < next) return `最早为下月 1 日（${next}）。本月已按现行规则评定，不能中途更换。`
  if (!effectiveOn.endsWith('-01')) return `评定以月为期，新规则只能自某月 1 日起施行，最近的是 ${next}。`
  if (effectiveOn > latest) return `最晚为 ${latest}，请核对年份；再往后的到时再发布。`
  if (effectiveOn < last.effectiveOn)
    return `${last.id} 自 ${last.effectiveOn} 起施行，新版本不能早于这一天；同一天起施行的，取代 ${last.id}。`
  return null
}

/** The number of the next version: one more than the highest so far. */
export function nextNumber(ids: readonly string[]): number {
  return 1 + Math.max(0, ...ids.map(id => Number(/^V(\d{1,6})$/.exec(id)?.[1] ?? 0)))
}

const figures = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** `执行力三色规则 第一版` for the second: `执行力三色规则 第二版`. */
export function titleOf(title: string, number: number): string {
  return `${title.replace(/\s*第\s?\S{1,6}\s?版$/, '')} 第${figures[number] ?? ` ${number} `}版`
}
