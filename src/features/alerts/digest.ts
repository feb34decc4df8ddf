import { type AlertKind, alertKinds } from '../../domain/rating/alerts.ts'
import { addDays, type Day } from '../../domain/time/days.ts'
import { type AlertFilter, type ChangeFilter, type MarkView, markText } from '../ratings/index.ts'
import { type Moment, type PastDay, pastSuffix, pathAt, type RatingsView } from '../viewpoints/index.ts'
import type { AlertsDeps } from './alert-parts.ts'
import { alertPath, allAlerts, changesPath, termsBy } from './alert-query.ts'
import type { AlertRow } from './alert-row.ts'
import { kindNames } from './alert-words.ts'
import { begunWords } from './begun-words.ts'
import { type ChangeRow, changeRows } from './change-view.ts'

/** What is new since a day, up to a day, as one text. */
export interface Digest {
  readonly since: Day
  readonly day: Day
  readonly past: PastDay | null
  readonly ruleSet: string
  /** What new rules made of the counts; ''. */
  readonly begun: string
  readonly parts: readonly DigestPart[]
}

export interface DigestAsked {
  /** A week before the day when null. */
  readonly since: Day | null
  /** Null: all. */
  readonly unitIds: readonly string[] | null
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
const WEEK = 7

type DigestDeps = Pick<AlertsDeps, 'ratings' | 'people' | 'reasons'>

/** The alerts of a day, and the most pressing rows of a kind. */
interface DigestSource {
  readonly view: RatingsView
  readonly first: (kind: AlertKind, filter: AlertFilter, limit: number) => Promise<readonly AlertRow[]>
}

/**
 * Within these units; null: all. Changes of colour first, then each kind of alert that began since; of a past day all of
 * the kind, because no record says since when.
 */
export async function digestOf(deps: DigestDeps, { view, first }: DigestSource, asked: DigestAsked): Promise<Digest> {
  const { day, past } = view
  const since = asked.since ?? weekBefore(day)
  const { ruleSet } = view.version
  const { unitIds } = asked
  const filter = { classCode: null, unitIds, termsBy: termsBy({ ruleSet, day }), since: null }
  const [changes, fresh, all] = await Promise.all([
    changesPart(deps, { since, until: past && day, unitIds }, view),
    view.alerts.counts({ ...filter, since }),
    view.alerts.counts(filter),
  ])
  const alerts = await Promise.all(
    alertKinds.map(async kind => {
      // A term is told while it is near, whenever it began.
      const isWhole = past !== null || kind === 'term'
      const from = isWhole ? null : since
      const name = kind === 'term' ? '名单即将到期或到期待处理' : kindNames[kind]
      const rows = await first(kind, { ...filter, since: from }, TOLD)
      const title = isWhole ? name : `新出现：${name}`
      const path = alertPath({ ...allAlerts, kind, since: from, past })
      return { kind, part: part(title, isWhole ? all[kind] : fresh[kind], rows.map(alertLine(past)), path) }
    }),
  )
  const shown = alerts.filter(({ kind, part: { count } }) => count > 0 || kind !== 'other')
  const begun = await begunWords(view, filter, all)
  return { since, day, past, ruleSet: ruleSet.id, begun, parts: [changes, ...shown.map(({ part }) => part)] }
}

/** The day from which a digest and the list of changes look unless asked otherwise. */
export const weekBefore = (day: Day): Day => addDays(day, -WEEK)

async function changesPart(
  { ratings: { changes }, people, reasons }: DigestDeps,
  asked: ChangeFilter,
  { past, version: { ruleSet } }: Moment,
): Promise<DigestPart> {
  const [count, page] = await Promise.all([
    changes.count(asked),
    changes.page(asked, { after: null, before: null }, TOLD),
  ])
  const rows = await changeRows(page.rows, ruleSet, await people.at(past), reasons)
  return part('建议的变化', count, rows.map(changeLine(past)), changesPath(asked.since, past))
}

const part = (title: string, count: number, lines: readonly DigestLine[], morePath: string): DigestPart => ({
  title,
  count,
  lines,
  more: Math.max(0, count - lines.length),
  morePath,
})

const alertLine =
  (past: PastDay | null) =>
  ({ id, name, unit, title, words }: AlertRow): DigestLine => ({
    lead: '',
    name,
    text: `（${unit} ${title}）：${words}`,
    path: pathAt(past, `/files/${id}`),
  })

const changeLine =
  (past: PastDay | null) =>
  ({ cadreId, on, name, unit, from, to, fromNote, toNote, because }: ChangeRow): DigestLine => ({
    lead: `${on} `,
    name,
    text: `（${unit}）：${told(from)}${fromNote} → ${told(to)}${toNote}（${because}）`,
    path: pathAt(past, `/files/${cadreId}`),
  })

const told = (mark: MarkView | null): string => (mark === null ? '不再评定' : markText(mark))

/** The digest as plain text, for the command line and for mail; `site` (`https://…`) goes before the addresses. */
export const digestText = ({ since, day, past, ruleSet, begun, parts }: Digest, site = ''): string =>
  [
    `${since} 至 ${day} 简报${pastSuffix(past)}（规则 ${ruleSet}；系统建议，未经研判）`,
    ...(begun === '' ? [] : [begun]),
    ...parts.flatMap(({ title, count, lines, more, morePath }) => [
      '',
      `【${title}】${count} 项`,
      ...lines.map(({ lead, name, text, path }) => `- ${lead}${name}${text} ${site}${path}`),
      ...(more > 0 ? [`……另有 ${more} 项，见 ${site}${morePath}`] : []),
    ]),
  ].join('\n')
