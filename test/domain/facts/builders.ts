import type { Entry, EntryOf, Finding } from '../../../src/domain/evidence/entries.ts'
import type { FactDraft } from '../../../src/domain/facts/fact-draft.ts'
import type { Unit } from '../../../src/domain/people/unit.ts'
import type { EvidenceRule } from '../../../src/domain/rules/rule-set.ts'

export const unit: Unit = {
  id: 'u1',
  code: '001.001',
  name: '东村街道',
  shortName: '东村',
  kind: 'town',
  parentId: null,
  from: '2015-01-01',
  until: null,
}

/** A draft nothing can be said against under `n2`. */
export function draft(more: Partial<FactDraft> = {}): FactDraft {
  return {
    code: 'N2',
    day: '2022-05-20',
    unitId: 'u1',
    field: '项目',
    unheld: null,
    persons: ['c1'],
    title: '重点项目逾期十二个工作日',
    channel: '督查通报',
    documentNo: '',
    proof: '调度表第 3 页',
    intent: false,
    grade: null,
    honour: null,
    sameAs: null,
    different: false,
    ...more,
  }
}

export function rule(more: Partial<EvidenceRule> = {}): EvidenceRule {
  return {
    code: 'N2',
    label: '重点任务逾期',
    positive: false,
    points: { person: -300, charge: -150, chief: -100, unit: -300 },
    proof: '调度表',
    tier: 0,
    oncePerHonour: false,
    cap: null,
    byGrade: null,
    ...more,
  }
}

const base = { subjects: ['c1', 'u1'], effectiveOn: '2022-05-20', recordedAt: '2022-05-21T01:00:00.000Z' }

export function fact(id: number, by: string, more: Partial<EntryOf<'fact'>['data']> = {}): EntryOf<'fact'> {
  const { day: _day, persons: _persons, unheld: _unheld, different: _different, ...data } = draft()
  const attributions = [
    { subject: { type: 'cadre', id: 'c1' }, role: 'person' },
    { subject: { type: 'unit', id: 'u1' }, role: 'unit' },
  ] as const
  return { ...base, id, kind: 'fact', recordedBy: by, data: { ...data, late: false, attributions, ...more } }
}

export const verification = (id: number, by: string, of: number, finding: Finding = 'true'): Entry => ({
  ...base,
  id,
  kind: 'verification',
  recordedBy: by,
  data: { of, finding, note: '' },
})

export const tolerance = (id: number, by: string, of: number): Entry => ({
  ...base,
  id,
  kind: 'tolerance',
  recordedBy: by,
  data: { of, documentNo: '海组容〔2022〕1号', reason: '先行先试' },
})

export const reversal = (id: number, by: string, of: number): Entry => ({
  ...base,
  id,
  kind: 'reversal',
  recordedBy: by,
  data: { of, reason: '录错' },
})
