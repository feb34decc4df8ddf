import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { calibrated, ENOUGH_RATINGS, type Leniency } from '../../domain/fairness/leniency.ts'
import type { Bin } from '../../domain/fairness/spread.ts'
import { count, hundredths, signedHundredths } from '../../web/format.ts'
import { pathAt } from '../viewpoints/index.ts'
import { inOrder } from './assessors-view.ts'
import type { Calibration, Calibrations } from './calibrations.ts'
import { bases, type FairnessQuery } from './fairness-query.ts'
import type { Assessors, FairnessFrame } from './fairness-service.ts'
import { exportNotes } from './fairness-words.ts'
import { frameView } from './frame-view.ts'

/** The page that compares scores with what they would be without the assessors' leniency. */
export function calibrationView(
  query: FairnessQuery,
  found: Assessors,
  { rows, earlier, later }: Calibrations,
  frame: FairnessFrame,
  actor: Actor,
) {
  const around = frameView('/fairness/calibration', query, frame)
  const [first, last] = [rows[0], rows.at(-1)]
  const path = '/fairness/calibration'
  return {
    ...around,
    lead: '只作对照：不改变任何考察、得分、排名、颜色和名单，也不保存。',
    isEmpty: found.ratings === 0,
    exportPath: around.withQuery('/fairness/assessors.xlsx'),
    exportNote: exportNotes.assessors,
    counted: `${found.assessors.length} 个考察组，${count(found.ratings)} 份考察`,
    assessors: inOrder(found.assessors).map(assessorRow),
    chart: chartOf(found.before, found.after),
    cadres: rows.map(row => cadreRow(row, frame, actor)),
    paging: {
      summary: `本页 ${rows.length} 人，按得分从高到低`,
      previous: earlier && first !== undefined ? around.withQuery(path, { before: first.id }) : null,
      next: later && last !== undefined ? around.withQuery(path, { after: last.id }) : null,
    },
    notes: [
      `假设把每个考察组的宽严（与${bases[query.basis]}的平均差）从它打的每一格中扣除，可比份数不足 ${ENOUGH_RATINGS} 的组不扣；格分限于 0 至 100。`,
      `干部的对照得分由评定程序按规则 ${frame.ruleSet.id} 重新计算；${query.from} 以前的考察不调整。`,
    ],
  }
}

const assessorRow = (one: Leniency) => {
  const after = calibrated(one.mean, one)
  return {
    name: one.assessor,
    ratings: count(one.ratings),
    before: hundredths(one.mean),
    taken: signedHundredths(after - one.mean),
    after: hundredths(after),
  }
}

const known = (value: number | null): string => (value === null ? '—' : hundredths(value))

function cadreRow({ id, name, unitId, classCode, before, after }: Calibration, frame: FairnessFrame, actor: Actor) {
  const unit = frame.units.find(one => one.id === unitId)
  return {
    name,
    path: can(actor, 'files.read', { unitId, cadreId: id }) ? pathAt(frame.moment.past, `/files/${id}`) : null,
    unit: unit?.shortName || unit?.name || unitId,
    class: frame.ruleSet.classes.find(({ code }) => code === classCode)?.label ?? classCode,
    before: known(before),
    after: known(after),
    change: before === null || after === null ? '—' : signedHundredths(after - before),
  }
}

const binLabel = ({ from, to }: Bin): string => `${from / 100}–${to / 100}`

function chartOf(before: readonly Bin[], after: readonly Bin[]) {
  const starts = [...new Set([...before, ...after].map(({ from }) => from))].sort((a, b) => a - b)
  const bins = starts.map(from => ({ from, to: from + 500, n: 0 }))
  const at = (list: readonly Bin[], from: number): number => list.find(bin => bin.from === from)?.n ?? 0
  return {
    title: '考察分布：调整前后（每 5 分一档，含下限）',
    unit: '份',
    json: JSON.stringify({
      type: 'bar',
      labels: bins.map(binLabel),
      unit: '份',
      series: [
        { label: '原分', colour: 'none', values: starts.map(from => at(before, from)) },
        { label: '扣除宽严后', colour: 'accent', values: starts.map(from => at(after, from)) },
      ],
    }),
    columns: ['考察分', '原分', '扣除宽严后'],
    rows: bins.map(bin => [binLabel(bin), at(before, bin.from), at(after, bin.from)]),
  }
}
