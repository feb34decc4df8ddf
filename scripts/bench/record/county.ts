import type { Entry, NewEntry } from '../../../src/domain/evidence/entries.ts'
import type { Cadre } from '../../../src/domain/people/cadre.ts'
import type { Unit } from '../../../src/domain/people/unit.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { spell } from '../../../src/features/people/index.ts'

/** The business day of the measured installation. */
export const TODAY = '2022-05-31'

const UNIT_SIZE = 20

/** Made-up units, cadres and their records: ten facts each, verified, an assessment and ballots. */
export interface County {
  readonly units: readonly Unit[]
  readonly cadres: readonly Cadre[]
  readonly entries: readonly Entry[]
}

export function county(size: number, ruleSet: RuleSet): County {
  const cadres = Array.from({ length: size }, (_, i) => cadreOf(i))
  const entries = cadres.flatMap((_, i) => entriesOf(i, ruleSet))
  return { units: unitsFor(size), cadres, entries }
}

/** The units that so many cadres fill. */
export const unitsFor = (size: number): Unit[] => Array.from({ length: Math.ceil(size / UNIT_SIZE) }, (_, i) => unit(i))

/** What people thought of the `i`th cadre: the `n`th cell, and the ballots; hundredths. */
export interface Opinion {
  cell(i: number, n: number): number
  ballots(i: number): number
}

/** Everybody much alike. */
const alike: Opinion = {
  cell: (i, n) => 7000 + ((i * 7 + n * 13) % 29) * 100,
  ballots: i => 8000 + (i % 17) * 100,
}

/** Entries of each cadre. */
export const ENTRIES = 23

/** The record of the `i`th cadre, numbered as if all before were recorded. */
export function entriesOf(i: number, ruleSet: RuleSet, opinion: Opinion = alike): Entry[] {
  const entries: Entry[] = []
  const record = (entry: NewEntry, recordedBy = 'k1'): number => {
    const id = i * ENTRIES + entries.length + 1
    entries.push({ ...entry, id, recordedAt: '2022-05-01T01:00:00.000Z', recordedBy } as Entry)
    return id
  }
  for (const entry of historyOf(i, ruleSet, opinion)) recordOne(entry, record)
  return entries
}

/** The unit of the `i`th cadre. */
export const unitIdOf = (i: number): string => idOf('u', Math.floor(i / UNIT_SIZE), 3)
export const cadreIdOf = (i: number): string => idOf('c', i, 5)

const idOf = (letter: string, i: number, digits: number): string => `${letter}${String(i + 1).padStart(digits, '0')}`

/** A fact is verified by somebody else at once. */
function recordOne(entry: NewEntry, record: (entry: NewEntry, by?: string) => number): void {
  const of = record(entry)
  if (entry.kind !== 'fact') return
  record({ ...entry, kind: 'verification', data: { of, finding: 'true', note: '已核' } }, 'j1')
}

function historyOf(i: number, ruleSet: RuleSet, opinion: Opinion): NewEntry[] {
  const [id, unitId] = [cadreIdOf(i), unitIdOf(i)]
  const cells = Object.fromEntries(ruleSet.indicators.cells.map((cell, n) => [cell.id, opinion.cell(i, n)]))
  const groups = ruleSet.evaluation.map(({ code }) => ({
    group: code,
    valid: 10,
    mean: opinion.ballots(i),
    counts: { excellent: 5, fit: 4, basic: 1, unfit: 0 },
  }))
  const month = { type: '综合考察', methods: ['座谈'], team: '考察组', from: '2022-04-01', note: '' }
  return [
    {
      kind: 'posting',
      subjects: [id, unitId],
      effectiveOn: '2020-01-01',
      data: { unitId, unitKind: 'town', title: '副主任', head: i % UNIT_SIZE === 0, main: true },
    },
    { kind: 'assessment', subjects: [id], effectiveOn: '2022-04-30', data: { ...month, cells } },
    { kind: 'ballot', subjects: [id], effectiveOn: '2022-04-30', data: { groups } },
    ...Array.from({ length: 10 }, (_, n) => fact(id, unitId, n)),
  ]
}

const codes = ['P6', 'N1', 'P7', 'N7', 'P8'] as const

function fact(id: string, unitId: string, n: number): NewEntry {
  const code = codes[n % codes.length] ?? 'P6'
  return {
    kind: 'fact',
    subjects: [id, unitId],
    effectiveOn: `2022-0${1 + (n % 4)}-1${n}`,
    data: {
      code,
      title: `第 ${n} 件事实`,
      channel: '督查通报',
      documentNo: '',
      proof: '调度表第 3 页',
      intent: code.startsWith('N') ? false : null,
      late: false,
      sameAs: null,
      honour: null,
      grade: null,
      unitId,
      field: '',
      attributions: [
        { subject: { type: 'cadre', id }, role: 'person' },
        { subject: { type: 'unit', id: unitId }, role: 'unit' },
      ],
    },
  }
}

const unit = (i: number): Unit => ({
  id: idOf('u', i, 3),
  code: `001.${String(i + 1).padStart(3, '0')}`,
  name: `示例街道${i + 1}`,
  shortName: `示例${i + 1}`,
  kind: 'town',
  parentId: null,
  from: '2010-01-01',
  until: null,
})

const blank = Object.fromEntries(
  [
    ...[
      'ethnicity',
      'nativePlace',
      'birthPlace',
      'health',
      'politics',
      'partySince',
      'category',
      'status',
      'management',
    ],
    ...['level', 'levelSince', 'grade', 'gradeSince', 'resume', 'honours', 'annualSummary', 'note'],
  ].map(field => [field, '']),
) as unknown as Omit<Cadre, 'id'>

/** The `i`th cadre. */
export const cadreOf = (i: number): Cadre => ({
  ...blank,
  id: cadreIdOf(i),
  name: '张示例',
  ...spell('张示例'),
  idNumber: `37069919800101${String(i).padStart(4, '0')}`,
  sex: '男',
  birthMonth: '1980-01',
  workSince: '2002-07',
  post: { unitId: unitIdOf(i), title: '副主任', head: i % UNIT_SIZE === 0, since: '2020-01-01' },
  version: 1,
})
