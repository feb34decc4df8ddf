import type { NewEntry } from '../../../src/domain/evidence/entries.ts'
import { defaultRuleSet } from '../../../src/features/rules/index.ts'

export const posting = (cadreId: string, unitId: string, since: string): NewEntry => ({
  kind: 'posting',
  subjects: [cadreId, unitId],
  effectiveOn: since,
  data: { unitId, unitKind: 'town', title: '副镇长', head: false, main: true },
})

export const fact = (cadreId: string, code: string, day: string): NewEntry => ({
  kind: 'fact',
  subjects: [cadreId, 'u001'],
  effectiveOn: day,
  data: {
    code,
    title: '按期办结',
    channel: '督查通报',
    documentNo: '海督〔2022〕1号',
    proof: '通报',
    intent: code.startsWith('N') ? false : null,
    late: false,
    sameAs: null,
    honour: null,
    grade: null,
    unitId: 'u001',
    field: '城建',
    attributions: [{ subject: { type: 'cadre', id: cadreId }, role: 'person' }],
  },
})

export const verification = (
  of: number,
  cadreId: string,
  finding: 'true' | 'partly' | 'false',
  day: string,
): NewEntry => ({
  kind: 'verification',
  subjects: [cadreId, 'u001'],
  effectiveOn: day,
  data: { of, finding, note: '' },
})

export async function assessment(cadreId: string, score: number, day: string): Promise<NewEntry> {
  const { indicators } = await defaultRuleSet()
  const cells = Object.fromEntries(indicators.cells.map(cell => [cell.id, score]))
  return {
    kind: 'assessment',
    subjects: [cadreId],
    effectiveOn: day,
    data: { type: '跟踪', methods: ['谈'], team: '考察一组', from: '2022-01-01', cells, note: '' },
  }
}
