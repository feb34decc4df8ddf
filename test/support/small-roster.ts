import { cadreRow, dutyRow, gradeRow, postRow, type Rows, unitRow } from '../features/roster/made-up-roster.ts'

const CADRES = 24

/**
 * Two towns (u001, u002), two departments (u003, u004), 24 cadres in turn: c00001 … c00004 are 主要负责人 of their
 * units, c00005 … c00008 hold 分管 of 12345, the others of something of their own.
 */
export function smallRoster(): Rows {
  const B01 = [1, 2, 19, 20].map(n => unitRow(n))
  const A01 = Array.from({ length: CADRES }, (_, i) => cadreRow(i + 1, B01[i % 4]!))
  const A02 = A01.map((cadre, i) => postRow(cadre, i < 4 ? { 成员类别: '正职', 职务名称: '主任' } : {}))
  const A03 = A01.map((cadre, i) =>
    dutyRow(cadre, i < 4 ? { 角色: '主要负责人', 领域: '' } : i < 8 ? {} : { 领域: `领域${i}` }),
  )
  return { B01, A01, A02, A15: A01.map(cadre => gradeRow(cadre)), A03 }
}
