import type { Actor } from '../../domain/access/roles.ts'
import { NotFound } from '../../domain/errors.ts'
import { type WorkbookSpec, writeWorkbook } from '../../platform/workbook/index.ts'
import type { FieldErrors } from '../../web/form.ts'
import { monthInWords } from '../../web/format.ts'
import { month, optionalText, parseInput } from '../../web/parse.ts'
import { type Answer, download, fragment, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { closeQuery } from './close-query.ts'
import { type CloseReasonsDeps, reasonsSince } from './close-reasons.ts'
import { countsSheet, factsSheet } from './close-sheet.ts'
import { closeView, noFilter } from './close-view.ts'
import { closingView } from './closing-view.ts'
import { listView } from './list-view.ts'
import type { UnderWay } from './ordering.ts'
import { everybodySheet, figuresSheet, moversSheet } from './people-sheets.ts'
import { type CloseReaderDeps, createCloseReader } from './read-close.ts'
import { progressView, underWayLine, underWayView } from './under-way-view.ts'

export interface CloseRoutesDeps extends CloseReaderDeps, Pick<CloseReasonsDeps, 'ratings'> {
  readonly today: () => string
  readonly organization: string
  readonly sample: () => boolean
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Moves shown above the table of everybody. */
const MOVED_SHOWN = 20

/** 月结: the list, one close, closing by hand, and its Excel. */
export function closeRoutes(deps: CloseRoutesDeps): Route[] {
  const { closes, people, today, organization, sample } = deps
  const reader = createCloseReader(deps)

  const form = async ({ actor, body }: Visit, errors: FieldErrors): Promise<Answer> => {
    const [outlook, units] = await Promise.all([closes.outlook(), people.units()])
    const waiting = await reader.facts(actor, outlook?.waiting ?? [])
    const named = new Map(units.map(unit => [unit.id, unit]))
    const onlooker = { actor, today: today(), calendar: deps.facts.calendar }
    const view = closingView({ ...onlooker, outlook, waiting, units: named, typed: body, errors })
    return page('closes/new', '办理月结', view)
  }

  return [
    {
      method: 'GET',
      path: '/closes',
      right: 'closes.read',
      audit: 'closes.list',
      handle: async ({ actor }) => {
        const [list, outlook] = await Promise.all([reader.list(actor), closes.outlook()])
        const underWay = outlook === null ? null : await closes.underWay(outlook.month)
        return page('closes/list', '月结', { ...listView({ actor, ...list }), underWay: underWayLine(underWay) })
      },
    },
    {
      method: 'GET',
      path: '/closes/new',
      right: 'closes.close',
      audit: 'closes.form',
      handle: async visit => {
        const outlook = await closes.outlook()
        const underWay = outlook === null ? null : await closes.underWay(outlook.month)
        // One that came to nothing is ordered again from the form.
        return underWay?.order.fault === null ? redirect(`/closes/${underWay.order._id}`) : form(visit, {})
      },
    },
    {
      method: 'POST',
      path: '/closes',
      right: 'closes.close',
      audit: 'closes.close',
      handle: async ({ actor, body, idempotencyKey, requestId, address }) => {
        const typed = parseInput({ month: month('月份'), reason: optionalText('理由', 200) }, body)
        await closes.order({ ...typed, actor, idempotencyKey, requestId, address })
        return redirect(`/closes/${typed.month}`)
      },
      again: form,
    },
    {
      method: 'GET',
      path: '/closes/:month',
      right: 'closes.read',
      audit: 'closes.show',
      handle: async ({ actor, params, query, rows, isPrinted }) => {
        const underWay = await closes.underWay(params.month ?? '')
        if (underWay !== null) return underWayPage(actor, underWay)
        const view = await reader.close(actor, params.month ?? '')
        const asked = closeQuery(query)
        const found = await reader.page(view, asked, rows)
        const moved =
          view.before === null ? { rows: [], count: 0 } : await reader.page(view, { ...noFilter, moved: true }, rows)
        const shown = {
          page: { ...found, size: rows },
          moved: { ...moved, rows: moved.rows.slice(0, isPrinted ? rows : MOVED_SHOWN) },
        }
        const explained = [...shown.moved.rows, ...(asked.moved ? found.rows : [])]
        const movers = new Set(explained.map(({ row }) => row.cadreId))
        const model = closeView(actor, view, asked, shown, await reasonsSince(deps, view, movers))
        return page('closes/show', model.title, model)
      },
    },
    {
      method: 'GET',
      path: '/closes/:month/progress',
      right: 'closes.read',
      audit: 'closes.progress',
      handle: async ({ params }) => {
        const month = params.month ?? ''
        const underWay = await closes.underWay(month)
        if (underWay?.order.fault === null) return fragment('progress/part', { progress: progressView(underWay) })
        if (underWay === null && (await closes.header(month)) === null) throw new NotFound('没有这个月的月结。')
        return redirect(`/closes/${month}`)
      },
    },
    {
      method: 'GET',
      path: '/exports/closes/:file',
      right: 'closes.read',
      also: 'exports.download',
      audit: 'exports.close',
      logsRead: true,
      handle: async ({ actor, params }) => {
        const [, asked] = /^(.*)\.xlsx$/.exec(params.file ?? '') ?? []
        if (asked === undefined) throw new NotFound()
        const view = await reader.close(actor, asked)
        const reasons = await reasonsSince(deps, view, null)
        const head = { view, reasons, today: today(), operator: actor.name, organization, sample: sample() }
        const sheets = [countsSheet(head)]
        if (view.before !== null) sheets.push(moversSheet(head, reader.rows(view, { ...noFilter, moved: true })))
        sheets.push(everybodySheet(head, reader.rows(view, noFilter)), figuresSheet(head, reader.rows(view, noFilter)))
        if (view.waiting.length > 0) sheets.push(factsSheet(head, '转入下月的事实', view.waiting))
        if (view.passedOn.length > 0) sheets.push(factsSheet(head, '上月转入的事实', view.passedOn))
        const title = `${monthInWords(asked)}月结`
        const spec: WorkbookSpec = {
          sheets,
          properties: { title, creator: actor.name },
          sample: sample(),
          watermark: `${actor.name} ${actor.username} ${today()}`,
        }
        return download(`${title}.xlsx`, XLSX, out => writeWorkbook(spec, out))
      },
    },
  ]
}

function underWayPage(actor: Actor, underWay: UnderWay): Answer {
  const model = underWayView(actor, underWay)
  return page(underWay.order.fault === null ? 'closes/running' : 'closes/undone', model.title, model)
}
