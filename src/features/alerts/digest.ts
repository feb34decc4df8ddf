import { type AlertKind, alertKinds } from '../../domain/rating/alerts.ts'
import { addDays, type Day } from '../../domain/time/days.ts'
import { type AlertFilter, markNote, markText, markView } from '../ratings/index.ts'
import type { RatingsView } from '../viewpoints/index.ts'
import type { AlertsDeps } from './alert-parts.ts'
import type { AlertRow } from './alert-row.ts'
import { kindNames } from './alert-words.ts'

/** What is new since a day, as one text. */
export interface Digest {
  readonly since: Day
  readonly today: Day
  readonly ruleSet: string
  readonly parts: readonly DigestPart[]
}

interface DigestPart {
  readonly title: string
  readonly count: number
  readonly lines: readonly string[]
  /** More than are told. */
  readonly more: number
}

/** Lines told of each part. */
const TOLD = 30
/** Days a digest looks back unless asked otherwise. */
const WEEK = 7

/** Today's alerts, and the most pressing rows of a kind. */
interface DigestSource {
  readonly view: RatingsView
  readonly first: (kind: AlertKind, filter: AlertFilter, limit: number) => Promise<readonly AlertRow[]>
}

/** Within these units; null: all. Changes of colour first, then each kind of alert that began since. */
export async function digestOf(
  { ratings, people }: Pick<AlertsDeps, 'ratings' | 'people'>,
  { view, first }: DigestSource,
  asked: { readonly since: Day | null; readonly unitIds: readonly string[] | null },
): Promise<Digest> {
  const { day } = view
  const since = asked.since ?? addDays(day, -WEEK)
  const { ruleSet } = view.version
  const filter: AlertFilter = {
    classCode: null,
    unitIds: asked.unitIds,
    termsBy: addDays(day, ruleSet.alerts?.termDays ?? 0),
    since,
  }
  // A term is told while it is near, whenever it began.
  const filterOf = (kind: AlertKind): AlertFilter => (kind === 'term' ? { ...filter, since: null } : filter)
  const [movements, fresh, all] = await Promise.all([
    ratings.store.movements({ unitIds: asked.unitIds, changesOnly: true, limit: 1000 }),
    view.alerts.counts(filter),
    view.alerts.counts({ ...filter, since: null }),
  ])
  const moved = movements.filter(({ on }) => on >= since)
  const names = await people.cadres(moved.slice(0, TOLD).map(({ cadreId }) => cadreId))
  const mark = (to: (typeof moved)[number]['to']): string =>
    to === null
      ? '不再评定'
      : [markText(markView(ruleSet, to.colour, to.mark)), markNote(to.mark)].filter(Boolean).join('，')
  const changes = moved
    .slice(0, TOLD)
    .map(
      ({ cadreId, on, from, to, cause }) =>
        `${on} ${names.get(cadreId)?.name ?? cadreId}：${mark(from)} → ${mark(to)}（${causes[cause]}）`,
    )
  const parts = await Promise.all(
    alertKinds.map(async kind => {
      const count = kind === 'term' ? all.term : fresh[kind]
      const rows = await first(kind, filterOf(kind), TOLD)
      return part(kind === 'term' ? '名单即将到期或到期待处理' : `新出现：${kindNames[kind]}`, count, rows.map(lineOf))
    }),
  )
  const shown = parts.filter(({ title, count }) => count > 0 || !title.endsWith(kindNames.other))
  return { since, today: day, ruleSet: ruleSet.id, parts: [part('建议的变化', moved.length, changes), ...shown] }
}

const causes = { record: '因新记录', time: '因时间推移', rules: '因规则变化', others: '因名额或排名变化' } as const

const part = (title: string, count: number, lines: readonly string[]): DigestPart => ({
  title,
  count,
  lines,
  more: Math.max(0, count - lines.length),
})

const lineOf = ({ name, unit, title, words }: AlertRow): string => `${name}（${unit} ${title}）：${words}`

/** The digest as plain text, for the command line. */
export const digestText = ({ since, today, ruleSet, parts }: Digest): string =>
  [
    `${since} 至 ${today} 简报（规则 ${ruleSet}；系统建议，未经研判）`,
    ...parts.flatMap(({ title, count, lines, more }) => [
      '',
      `【${title}】${count} 项`,
      ...lines.map(line => `- ${line}`),
      ...(more > 0 ? [`……另有 ${more} 项`] : []),
    ]),
  ].join('\n')
