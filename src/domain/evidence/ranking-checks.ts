import { type Day, endOfMonth, isDay } from '../time/days.ts'
import { type Faults, notAfter } from './checks.ts'
import type { EntryOf, NewEntry, RankingPosition } from './entries.ts'

/** One published month of one class of units. */
export interface RankingInput {
  /** `2022-04`. */
  readonly month: string
  /** The class the units are ranked in: 镇街, 部门. */
  readonly group: string
  /** Day of publication. */
  readonly on: Day
  readonly positions: readonly RankingPosition[]
}

/**
 * What is wrong with a ranking. `published`: the standing one of the same month and group, if any.
 * Ties share a place and the next ones are skipped: 1, 1, 3.
 */
export function rankingFaults(
  { month, group, on, positions }: RankingInput,
  {
    today,
    isUnit,
    published,
  }: {
    readonly today: Day
    readonly isUnit: (id: string) => boolean
    readonly published: EntryOf<'ranking'> | null
  },
): Faults {
  if (!isDay(`${month}-01`)) return { month: `“${month}”不是月份，请按 2022-04 填写。` }
  const unknown = positions.find(({ unitId }) => !isUnit(unitId))
  const places = unknown === undefined ? placeFault(positions) : `没有单位“${unknown.unitId}”。`
  return {
    ...(on < endOfMonth(month) && { on: `公布日期 ${on} 早于月末 ${endOfMonth(month)}，请核对。` }),
    ...notAfter(today, on),
    ...(group.trim() === '' && { group: '请填写组别，如 镇街。' }),
    ...(places !== null && { positions: places }),
    ...(published !== null && { month: `${month} ${group}的排名已于 ${published.effectiveOn} 公布；要改，请先冲正。` }),
  }
}

/** Whether places are 1 … size with ties shared; null when they are. */
export function placeFault(positions: readonly RankingPosition[]): string | null {
  if (positions.length === 0) return '没有一个单位的名次。'
  if (new Set(positions.map(({ unitId }) => unitId)).size < positions.length) return '有单位出现了两次。'
  const sorted = positions.map(({ position }) => position).sort((a, b) => a - b)
  const wrong = sorted.find((position, index) => position !== (sorted[index - 1] === position ? position : index + 1))
  return wrong === undefined
    ? null
    : `名次 ${wrong} 不连贯：应为 1 至 ${positions.length}，并列后跳过相应名次（1、1、3）。`
}

export const rankingEntry = ({ month, group, on, positions }: RankingInput): NewEntry => ({
  kind: 'ranking',
  subjects: positions.map(({ unitId }) => unitId),
  effectiveOn: on,
  data: { month, group, size: positions.length, positions },
})
