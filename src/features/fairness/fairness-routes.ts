import { type SheetSpec, writeWorkbook } from '../../platform/workbook/index.ts'
import { type Answer, download, page, type Route, type Visit } from '../../web/route.ts'
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
  readonly organization: string
  readonly sample: () => boolean
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The pages that put people into groups. */
const isGrouped = (path: string): boolean => path !== '/fairness/calibration' && !path.startsWith('/fairness/assessors')

type Asked = { readonly visit: Visit; readonly query: FairnessQuery; readonly frame: FairnessFrame }

/** Whether scores and colours are spread evenly: pages and their Excel. */
export function fairnessRoutes({ fairness, organization, sample }: FairnessRoutesDeps): Route[] {
  const show = (path: string, audit: string, answer: (asked: Asked) => Promise<Answer>): Route => ({
    method: 'GET',
    path,
    right: 'fairness.read',
    audit,
    ...(path.endsWith('.xlsx') ? { logsRead: true } : {}),
    handle: async visit => {
      const frame = await fairness.frame(visit.actor)
      const query = fairnessQuery(visit.query, frame.ruleSet, frame.today)
      return answer({ visit, frame, query: isGrouped(path) ? unlessPrivate(query) : query })
    },
  })
  const file = (path: string, sheetOf: (asked: Asked, head: SheetHead) => Promise<SheetSpec>): Route =>
    show(path, 'exports.fairness', async asked => {
      const { actor } = asked.visit
      const spec = await sheetOf(asked, { frame: asked.frame, operator: actor.name, organization, sample: sample() })
      const { today } = asked.frame
      const properties = { title: spec.name, creator: actor.name }
      const watermark = `${actor.name} ${actor.username} ${today}`
      return download(`${spec.name}-${today}.xlsx`, XLSX, out =>
        writeWorkbook({ sheets: [spec], properties, sample: sample(), watermark }, out),
      )
    })
  return [
    show('/fairness', 'fairness.read', async ({ visit, query, frame }) =>
      page(
        'fairness/distribution',
        titleOf('/fairness'),
        distributionView(query, await fairness.distribution(visit.actor, query), frame),
      ),
    ),
    show('/fairness/assessors', 'fairness.assessors', async ({ visit, query, frame }) =>
      page(
        'fairness/assessors',
        titleOf('/fairness/assessors'),
        assessorsView(query, await fairness.assessors(visit.actor, query), frame),
      ),
    ),
    show('/fairness/calibration', 'fairness.calibration', async ({ visit, query, frame }) => {
      const found = await fairness.assessors(visit.actor, query)
      const cadres = await fairness.calibrations(visit.actor, query, found.assessors)
      return page(
        'fairness/calibration',
        titleOf('/fairness/calibration'),
        calibrationView(query, found, cadres, frame, visit.actor),
      )
    }),
    show('/fairness/changes', 'fairness.changes', async ({ visit, query, frame }) =>
      page(
        'fairness/changes',
        titleOf('/fairness/changes'),
        changesView(query, await fairness.changes(visit.actor, query), frame),
      ),
    ),
    file('/fairness/distribution.xlsx', async ({ visit, query }, head) =>
      distributionSheet(query, await fairness.distribution(visit.actor, query, true), head),
    ),
    file('/fairness/assessors.xlsx', async ({ visit, query }, head) =>
      assessorsSheet(query, (await fairness.assessors(visit.actor, query)).assessors, head),
    ),
    file('/fairness/changes.xlsx', async ({ visit, query }, head) =>
      changesSheet(query, await fairness.changes(visit.actor, query, true), head),
    ),
  ]
}
