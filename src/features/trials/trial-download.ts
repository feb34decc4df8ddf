import { writeWorkbook } from '../../platform/workbook/index.ts'
import { type Answer, download, type Visit } from '../../web/route.ts'
import type { BothRules } from '../ratings/index.ts'
import { checkedCasesView } from './case-check-view.ts'
import { moverQuery } from './mover-query.ts'
import type { MoverFilter } from './mover-store.ts'
import { type MoverRow, moverRow } from './mover-view.ts'
import type { TrialDocument } from './trial-model.ts'
import { bothRules, finished, type TrialPages } from './trial-pages.ts'
import { trialSheets } from './trial-sheet.ts'
import { summaryView } from './trial-view.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The workbook of a trial: its numbers, and who moves by the filters of the page. */
export async function trialDownload(pages: TrialPages, { actor, params, query }: Visit): Promise<Answer> {
  const { trials, cases, rules, people, clock, organization } = pages
  const { trial, summary } = await finished(trials, (params.file ?? '').replace(/\.xlsx$/, ''))
  const [both, units, checked] = await Promise.all([bothRules(trial, rules), people.units(), cases.check(trial._id)])
  const cadres = await people.cadres(checked.map(({ one }) => one.cadreId))
  const { summary: told } = checkedCasesView(checked, { rules: both, cadres })
  const view = summaryView({ id: trial._id, summary, rules: both, units })
  const head = { trial, rules: both, today: clock.today(), operator: actor.name, organization, sample: pages.sample() }
  const sheets = trialSheets(
    view,
    rowsOf(pages, trial, moverQuery(query), both),
    { summary: told, checked, cadres },
    head,
  )
  const title = `试算 ${trial.note}`.slice(0, 60)
  const watermark = `${actor.name} ${actor.username} ${clock.today()}`
  const properties = { title, creator: actor.name }
  return download(`${fileName(title)}-${clock.today()}.xlsx`, XLSX, out =>
    writeWorkbook({ sheets, properties, sample: pages.sample(), watermark }, out),
  )
}

const fileName = (title: string): string => title.replace(/[\\/:*?"<>|\s]+/g, '-')

const BATCH = 200

/** The movers in words, names looked up batch by batch. */
async function* rowsOf(
  { trials, people }: TrialPages,
  { _id }: TrialDocument,
  filter: MoverFilter,
  rules: BothRules,
): AsyncIterable<MoverRow> {
  const units = await people.units()
  let after: number | null = null
  for (;;) {
    const { rows, hasNext } = await trials.movers.page(_id, filter, { after, before: null }, BATCH)
    const cadres = await people.cadres(rows.map(({ cadreId }) => cadreId))
    for (const mover of rows) yield moverRow(mover, { rules, cadres, units })
    after = rows.at(-1)?.n ?? null
    if (!hasNext || after === null) return
  }
}
