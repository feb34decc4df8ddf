import { scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { Day } from '../../domain/time/days.ts'
import { field, initially } from '../../web/form.ts'
import { count as spelled } from '../../web/format.ts'
import { type Moment, type PastDay, pastSuffix, pathAt, standpoint } from '../viewpoints/index.ts'
import { alertPath, allAlerts, changesPath, digestPath } from './alert-query.ts'
import type { ChangesPage } from './alert-service.ts'
import type { Digest } from './digest.ts'

/** Who looks, from where, and what the day is. */
interface Look {
  readonly actor: Actor
  readonly moment: Moment
  readonly today: Day
}

/** The digest as a page. */
export function digestView(digest: Digest, { actor, moment, today }: Look) {
  const { since, day, past, ruleSet, begun, parts } = digest
  const wholes = past === null ? '' : '提示是这一天有的全部，自何日起没有记录。'
  return {
    ...frameOf('简报', { since, moment, today }, at => digestPath(since, at)),
    lead: `${since} 至 ${day}，规则 ${ruleSet}。系统按规则算出的建议和提示，未经研判。${wholes}${told(past)}`,
    mayOpen: scopeOf(actor, 'files.read') !== null,
    alertsPath: alertPath({ ...allAlerts, past }),
    begun,
    parts,
  }
}

/** One page of the changes since a day. */
export function changesView(since: Day, found: ChangesPage, { actor, moment, today }: Look) {
  const { rows, count, earlier, later } = found
  const { day, past, version } = moment
  const mayOpen = scopeOf(actor, 'files.read') !== null
  const path = changesPath(since, past)
  const at = (name: string, id: string | undefined): string => `${path}&${name}=${encodeURIComponent(id ?? '')}`
  return {
    ...frameOf('建议的变化', { since, moment, today }, other => changesPath(since, other)),
    lead: `${since} 至 ${day}，规则 ${version.ruleSet.id}，最近的在前。系统按规则算出的建议，未经研判；不含初次评定。${told(past)}`,
    digestPath: digestPath(since, past),
    rows: rows.map(row => ({ ...row, path: mayOpen ? pathAt(past, `/files/${row.cadreId}`) : null })),
    counted: `共 ${spelled(count)} 项`,
    pageSummary: `本页 ${rows.length} 项`,
    previous: earlier ? at('before', rows[0]?.id) : null,
    next: later ? at('after', rows.at(-1)?.id) : null,
  }
}

/** What was told is not told otherwise because more is known since. */
const told = (past: PastDay | null): string => (past === null ? '' : '变化按当时得出的列出，事后补录不改。')

/** Title, banner and the days to choose. */
function frameOf(
  name: string,
  { since, moment, today }: Omit<Look, 'actor'> & { readonly since: Day },
  pathOf: (past: PastDay | null) => string,
) {
  return {
    title: `${name}${pastSuffix(moment.past)}`,
    ...standpoint(moment, today, pathOf),
    field: field('since', '自哪一天', initially({ since }), {}),
  }
}
