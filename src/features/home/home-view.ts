import { scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { countedKeys } from '../../domain/rating/counted-as.ts'
import { addDays } from '../../domain/time/days.ts'
import { count, signed } from '../../web/format.ts'
import { alertNumbers, changesPath } from '../alerts/index.ts'
import { noRoster } from '../people/index.ts'
import {
  bracketedNote,
  COUNTED_TO,
  listColours,
  markText,
  markView,
  movementWords,
  shortMark,
} from '../ratings/index.ts'
import { comingWords, pastSuffix, pathAt, standpoint } from '../viewpoints/index.ts'
import type { NewestChange, Overview } from './home-service.ts'
import { type MatrixSort, matrixView } from './matrix-view.ts'
import { trendView } from './trend-view.ts'

/** By which column the matrix is sorted unless asked otherwise. */
export const DEFAULT_SORT = 'red'

/** The leader's home in words: four numbers, trend, matrix, movement, newest changes. */
export function homeView(overview: Overview, actor: Actor, today: string, sort: MatrixSort) {
  const { view, ruleSet, closes } = overview
  const { day, past } = view
  const sorted = sort === DEFAULT_SORT ? '/' : `/?sort=${sort}`
  const toVerify = toVerifyView(overview)
  return {
    title: past === null ? '今日' : `当日情况${pastSuffix(past)}`,
    ...standpoint(view, today, at => pathAt(at, sorted)),
    sort,
    lead: `截至 ${day}，规则 ${ruleSet.id}。颜色是系统按规则算出的建议，未经研判；列入名单由集体研究决定。`,
    nothing: total(overview.listed) === 0 ? noRoster(actor) : null,
    hasWork: overview.waiting.length > 0 || toVerify.length > 0,
    waiting: overview.waiting,
    toVerify,
    numbers: numbersView(overview),
    coming: comingWords(view),
    begun: overview.alerts.begun,
    alerts: alertNumbers(overview.alerts, past),
    trend: trendView(overview, today),
    hasTrend: closes.length > 0,
    matrix: matrixView(overview, sort),
    cut: overview.matrix.isCut ? cutNote(overview, sort) : '',
    movement: movementView(overview),
    newest: overview.newest.map(change => newestView(change, overview)),
    allChanges: allChanges(overview, actor),
  }
}

/** Where every change since the last close is told, page by page; null for who does not read alerts. */
function allChanges({ before, view }: Overview, actor: Actor) {
  if (before === null || scopeOf(actor, 'alerts.read') === null) return null
  const { day } = before.close
  return { label: `${day} 以来的全部变化`, path: changesPath(addDays(day, 1), view.past) }
}

/** What waits for who looks, each with the list of just these; nothing where nothing waits. */
function toVerifyView({ toVerify }: Overview): object[] {
  const { facts, assessments } = toVerify
  const numbers = [
    { label: '待我核实的事实', found: facts, unit: '条', path: '/facts?mine=1&order=oldest' },
    { label: '待我核实的考察', found: assessments, unit: '份', path: '/assessments?mine=1' },
  ]
  return numbers
    .filter(({ found }) => found > 0)
    .map(({ found, unit, ...rest }) => ({
      ...rest,
      value: count(Math.min(found, COUNTED_TO)),
      unit: found > COUNTED_TO ? `${unit}以上` : unit,
    }))
}

const total = (listed: Overview['listed']): number => listed.total ?? 0

function numbersView({ view, ruleSet, listed, before }: Overview): object[] {
  const change = (code: string): string =>
    before === null
      ? ''
      : changeText(before.close.day, (listed[code] ?? 0) - (before.close.tally?.suggested[code] ?? 0))
  const lists = listColours(ruleSet).map(code => ({
    label: markText(markView(ruleSet, code)),
    value: String(listed[code] ?? 0),
    unit: '人',
    change: change(code),
    path: pathAt(view.past, `/lists/${code}`),
  }))
  const everybody = {
    label: '参加评定',
    value: String(total(listed)),
    unit: '人',
    change: before === null ? '' : changeText(before.close.day, total(listed) - (before.close.tally?.people ?? 0)),
    path: pathAt(view.past, '/lists/all'),
  }
  return [...lists, everybody]
}

/** `比 2022-04-30 +8`, `比 2022-04-30 持平`. */
const changeText = (day: string, change: number): string => `比 ${day} ${change === 0 ? '持平' : signed(change)}`

/** How many went from which colour to which since the last close. */
function movementView({ ruleSet, before }: Overview): object {
  const codes = countedKeys(ruleSet)
  const shown = codes.map(code => ({ code, label: shortMark(markView(ruleSet, code)) }))
  const moved = (from: string, to: string): number => before?.moves.get(`${from} ${to}`) ?? 0
  return {
    title: before === null ? '颜色之间的变动' : `${before.close.day} 以来颜色之间的变动`,
    known: before !== null,
    columns: shown.map(({ label }) => label),
    rows: shown.map(from => ({
      label: from.label,
      cells: shown.map(to => ({
        value: String(moved(from.code, to.code)),
        stayed: from.code === to.code,
        isZero: moved(from.code, to.code) === 0,
      })),
    })),
  }
}

const cutNote = ({ matrix, ruleSet }: Overview, sort: MatrixSort): string => {
  const first = `只列出前 ${matrix.rows.length} 个单位，按`
  if (sort === 'unit') return `${first}单位编号排。`
  return `${first}${sort === 'total' ? '人数' : `“${markView(ruleSet, sort).label}”的人数`}从多到少排。`
}

function newestView({ movement, cadre, reasons }: NewestChange, { view, ruleSet, units }: Overview): object {
  const { from, to } = movement
  return {
    on: movement.on,
    name: cadre?.name ?? movement.cadreId,
    path: pathAt(view.past, `/files/${movement.cadreId}`),
    unit: units.get(movement.unitId)?.shortName ?? '',
    from: from === null ? null : markView(ruleSet, from.colour, from.mark),
    to: to === null ? null : markView(ruleSet, to.colour, to.mark),
    fromNote: bracketedNote(from?.mark ?? null),
    toNote: bracketedNote(to?.mark ?? null),
    gone: to === null,
    because: movementWords(movement, reasons),
  }
}
