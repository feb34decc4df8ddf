import { type AlertKind, alertKinds } from '../../domain/rating/alerts.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { addDays, type Day } from '../../domain/time/days.ts'
import { type AlertFilter, type ChangeFilter, type MarkView, markText } from '../ratings/index.ts'
import type { RatingsView } from '../viewpoints/index.ts'
import type { AlertsDeps } from './alert-parts.ts'
import { alertPath, allAlerts, changesPath } from './alert-query.ts'
import type { AlertRow } from './alert-row.ts'
import { kindNames } from './alert-words.ts'
import { type ChangeRow, changeRows } from './change-view.ts'

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
  readonly lines: readonly DigestLine[]
  /** More than are told, and where they all are. */
  readonly more: number
  readonly morePath: string
}

/** One line about one person: `lead`, the name, `text`. */
interface DigestLine {
  readonly lead: string
  readonly name: string
  readonly text: string
  /** The person's file. */
  readonly path: string
}

/** Lines told of each part. */
const TOLD = 30
/** Days a digest looks back unless asked otherwise. */
export const WEEK = 7

type DigestDeps = Pick<AlertsDeps, 'ratings' | 'people'>

/** Today's alerts, and the most pressing rows of a kind. */
interface DigestSource {
  readonly view: RatingsView
  readonly first: (kind: AlertKind, filter: AlertFilter, limit: number) => Promise<readonly AlertRow[]>
}

/** Within these units; null: all. Changes of colour first, then each kind of alert that began since. */
export async function digestOf(
  deps: DigestDeps,
  { view, first }: DigestSource,
  asked: { readonly since: Day | null; readonly unitIds: readonly string[] | null },
): Promise<Digest> {
  const { day } = view
  const since = asked.since ?? addDays(day, -WEEK)
  const { ruleSet } = view.version
  const { unitIds } = asked
  const filter = { classCode: null, unitIds, termsBy: addDays(day, ruleSet.alerts?.termDays ?? 0), since }
  const [changes, fresh, all] = await Promise.all([
    changesPart(deps, { since, unitIds }, ruleSet),
    view.alerts.counts(filter),
    view.alerts.counts({ ...filter, since: null }),
  ])
  const alerts = await Promise.all(
    alertKinds.map(async kind => {
      // A term is told while it is near, whenever it began.
      const [count, from] = kind === 'term' ? [all.term, null] : [fresh[kind], since]
      const title = kind === 'term' ? '名单即将到期或到期待处理' : `新出现：${kindNames[kind]}`
      const rows = await first(kind, { ...filter, since: from }, TOLD)
      return part(title, count, rows.map(alertLine), alertPath({ ...allAlerts, kind, since: from }))
    }),
  )
  const shown = alerts.filter(({ title, count }) => count > 0 || !title.endsWith(kindNames.other))
  return { since, today: day, ruleSet: ruleSet.id, parts: [changes, ...shown] }
}

async function changesPart(
  { ratings: { changes }, people }: DigestDeps,
  asked: ChangeFilter,
  ruleSet: RuleSet,
): Promise<DigestPart> {
  const [count, page] = await Promise.all([
    changes.count(asked),
    changes.page(asked, { after: null, before: null }, TOLD),
  ])
  const rows = await changeRows(page.rows, ruleSet, people)
  return part('建议的变化', count, rows.map(changeLine), changesPath(asked.since))
}

const part = (title: string, count: number, lines: readonly DigestLine[], morePath: string): DigestPart => ({
  title,
  count,
  lines,
  more: Math.max(0, count - lines.length),
  morePath,
})

const alertLine = ({ id, name, unit, title, words }: AlertRow): DigestLine => ({
  lead: '',
  name,
  text: `（${unit} ${title}）：${words}`,
  path: `/files/${id}`,
})

const changeLine = ({ cadreId, on, name, unit, from, to, because }: ChangeRow): DigestLine => ({
  lead: `${on} `,
  name,
  text: `（${unit}）：${told(from)} → ${told(to)}（${because}）`,
  path: `/files/${cadreId}`,
})

const told = (mark: MarkView | null): string => (mark === null ? '不再评定' : markText(mark))

/** The digest as plain text, for the command line and for mail; `site` (`https://…`) goes before the addresses. */
export const digestText = ({ since, today, ruleSet, parts }: Digest, site = ''): string =>
  [
    `${since} 至 ${today} 简报（规则 ${ruleSet}；系统建议，未经研判）`,
    ...parts.flatMap(({ title, count, lines, more, morePath }) => [
      '',
      `【${title}】${count} 项`,
      ...lines.map(({ lead, name, text, path }) => `- ${lead}${name}${text} ${site}${path}`),
      ...(more > 0 ? [`……另有 ${more} 项，见 ${site}${morePath}`] : []),
    ]),
  ].join('\n')
