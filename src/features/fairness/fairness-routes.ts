import { type SheetSpec, writeWorkbook } from '../../platform/workbook/index.ts'
import { type Answer, download, page, type Route, type Visit } from '../../web/route.ts'
import { dayInName, type RatingsView, shownAt, type Viewpoints } from '../viewpoints/index.ts'
import { assessorsView } from './assessors-view.ts'
import { calibrationView } from './calibration-view.ts'
import { changesView } from './changes-view.ts'
import { distributionView } from './distribution-view.ts'
import { type FairnessQuery, fairnessQuery, unlessPrivate } from './fairness-query.ts'
import type { Fairness, FairnessFrame } from './fairness-service.ts'
import { assessorsSheet, changesSheet, distributionSheet, type SheetHead } from './fairness-sheet.ts'
import { titleOf } from './frame-view.ts'

export interface FairnessRoutesDeps {
  readonly fairness: Fairness
  readonly viewpoints: Viewpoints
  readonly organization: string
  readonly sample: () => boolean
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The pages that put people into groups. */
const isGrouped = (path: string): boolean => path !== '/fairness/calibration' && !path.startsWith('/fairness/assessors')

interface Asked {
  readonly visit: Visit
  readonly query: FairnessQuery
  readonly frame: FairnessFrame
  readonly view: RatingsView
}

/** Whether scores and colours are spread evenly: pages and their Excel. */
export function fairnessRoutes({ fairness, viewpoints, organization, sample }: FairnessRoutesDeps): Route[] {
  const show = (path: string, audit: string, answer: (asked: Asked) => Promise<Answer>): Route => ({
    method: 'GET',
    path,
    right: 'fairness.read',
    audit,
    ...(path.endsWith('.xlsx') ? { also: 'exports.download' as const, logsRead: true } : {}),
    handle: async visit => {
      const past = await viewpoints.read(visit.query)
      const shown = async (view: RatingsView): Promise<Answer> => {
        const frame = await fairness.frame(visit.actor, view)
        const query = fairnessQuery(visit.query, frame.ruleSet, view)
        return answer({ visit, view, frame, query: isGrouped(path) ? unlessPrivate(query) : query })
      }
      return path.endsWith('.xlsx') ? shown(await viewpoints.at(past)) : shownAt(viewpoints, past, shown)
    },
  })
  const file = (path: string, sheetOf: (asked: Asked, head: SheetHead) => Promise<SheetSpec>): Route =>
    show(path, 'exports.fairness', async asked => {
      const { actor } = asked.visit
      const spec = await sheetOf(asked, { frame: asked.frame, operator: actor.name, organization, sample: sample() })
      const { today, moment } = asked.frame
      const properties = { title: spec.name, creator: actor.name }
      const watermark = `${actor.name} ${actor.username} ${today}`
      return download(`${spec.name}-${dayInName(moment)}.xlsx`, XLSX, out =>
        writeWorkbook({ sheets: [spec], properties, sample: sample(), watermark }, out),
      )
    })
  return [
    show('/fairness', 'fairness.read', async ({ visit, query, frame, view }) =>
      page(
        'fairness/distribution',
        titleOf('/fairness', view),
        distributionView(query, await fairness.distribution(visit.actor, query, view), frame),
      ),
    ),
    show('/fairness/assessors', 'fairness.assessors', async ({ visit, query, frame, view }) =>
      page(
        'fairness/assessors',
        titleOf('/fairness/assessors', view),
        assessorsView(query, await fairness.assessors(visit.actor, query, view), frame),
      ),
    ),
    show('/fairness/calibration', 'fairness.calibration', async ({ visit, query, frame, view }) => {
      const found = await fairness.assessors(visit.actor, query, view)
      const cadres = await fairness.calibrations(visit.actor, query, view, found.assessors, visit.rows)
      return page(
        'fairness/calibration',
        titleOf('/fairness/calibration', view),
        calibrationView(query, found, cadres, frame, visit.actor),
      )
    }),
    show('/fairness/changes', 'fairness.changes', async ({ visit, query, frame, view }) =>
      page(
        'fairness/changes',
        titleOf('/fairness/changes', view),
        changesView(query, await fairness.changes(visit.actor, query, view), frame),
      ),
    ),
    file('/fairness/distribution.xlsx', async ({ visit, query, view }, head) =>
      distributionSheet(query, await fairness.distribution(visit.actor, query, view, true), head),
    ),
    file('/fairness/assessors.xlsx', async ({ visit, query, view }, head) =>
      assessorsSheet(query, (await fairness.assessors(visit.actor, query, view)).assessors, head),
    ),
    file('/fairness/changes.xlsx', async ({ visit, query, view }, head) =>
      changesSheet(query, await fairness.changes(visit.actor, query, view, true), head),
    ),
  ]
}
