import { readFileSync } from 'node:fs'
import type { AssessmentContent } from '../../../src/domain/assessments/content.ts'
import type { BallotGroup, Entry, EntryData, EntryKind } from '../../../src/domain/evidence/entries.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'

export const ruleSet: RuleSet = JSON.parse(
  readFileSync(new URL('../../../src/features/rules/rule-set-v1.json', import.meta.url), 'utf8'),
)

export const allCells = (value: number): Record<string, number> =>
  Object.fromEntries(ruleSet.indicators.cells.map(({ id }) => [id, value]))

export const ballots = (group: string, excellent: number, fit: number, basic: number, unfit: number): BallotGroup => ({
  group,
  valid: excellent + fit + basic + unfit,
  mean: 8500,
  counts: { excellent, fit, basic, unfit },
})

/** A finished 考察 of c1 in the first half of 2022. */
export const content = (more: Partial<AssessmentContent> = {}): AssessmentContent => ({
  cadreId: 'c1',
  type: '跟踪考察',
  methods: ['谈', '查'],
  team: '第一考察组',
  from: '2022-01-01',
  to: '2022-05-20',
  cells: allCells(8600),
  ballots: [],
  note: '',
  reason: '',
  ...more,
})

export function entry<K extends EntryKind>(id: number, kind: K, effectiveOn: string, data: EntryData[K]): Entry {
  const base = { id, kind, subjects: ['c1'], effectiveOn, recordedAt: `2022-05-01T00:00:00.${id}Z`, recordedBy: 'k1' }
  return { ...base, data } as unknown as Entry
}

/** c1 holds a main post since 2021-06-01. */
export const post = entry(1, 'posting', '2021-06-01', {
  unitId: 'u1',
  unitKind: 'town',
  title: '副镇长',
  head: false,
  main: true,
})

export const counted = (id: number, to: string, value: number): Entry =>
  entry(id, 'assessment', to, { type: '跟踪考察', methods: [], team: '', from: to, cells: allCells(value), note: '' })
