import type { Entry, NewEntry } from '../../../src/domain/evidence/entries.ts'
import type { Day } from '../../../src/domain/time/days.ts'
import { defaultRuleSet } from '../../../src/features/rules/index.ts'
import type { Work } from '../../../src/platform/journal/index.ts'
import { installation, type TestInstallation } from '../../support/installation.ts'

/** A small installation with two weeks of past behind it; today is 2022-06-12. */
export interface PastInstallation extends TestInstallation {
  /** Goes on to a day, and does what the night does. */
  goTo(day: Day): Promise<void>
  record(...entries: readonly NewEntry[]): Promise<readonly number[]>
}

export const BEFORE: Day = '2022-06-05'
export const TODAY: Day = '2022-06-12'
/** A fact about this cadre of unit 2 is recorded on 06-08: it happened on 06-01. */
export const LATE = 'c00006'
/** Holds a fact since 06-03; moves from unit 1 to unit 2 on 06-10. */
export const MOVER = 'c00005'

const clerk = { userId: 'k1', name: '李科员', role: 'section' }
const verifier = { userId: 'j1', name: '吴监督', role: 'supervision' }

/** `onDay` is told each day before the clock leaves it, after all that happens on it. */
export async function pastInstallation(
  onDay: (at: PastInstallation, day: Day) => Promise<void> = async () => {},
): Promise<PastInstallation> {
  const at = await opened()
  await at.record(...(await assessments()))
  await onDay(at, '2022-05-31')
  await at.goTo('2022-06-03')
  await verifiedFact(at, MOVER, 'u001', '2022-06-02')
  await onDay(at, '2022-06-03')
  await at.goTo(BEFORE)
  await onDay(at, BEFORE)
  await at.goTo('2022-06-08')
  await verifiedFact(at, LATE, 'u002', '2022-06-01')
  await onDay(at, '2022-06-08')
  await at.goTo('2022-06-10')
  await move(at)
  await onDay(at, '2022-06-10')
  await at.goTo(TODAY)
  return at
}

async function opened(): Promise<PastInstallation> {
  const at = await installation()
  let n = 0
  const submit = (run: (work: Work) => Promise<number[]>, actor = clerk): Promise<number[]> => {
    n += 1
    const command = { action: 'test', actor, idempotencyKey: `past-${n}`, requestId: 'test', run }
    return at.journal.submit(command) as Promise<number[]>
  }
  return {
    ...at,
    goTo: async day => {
      at.clock.set(day, 9 * 3600)
      await at.ratings.dailyPass(at.journal, day)
    },
    record: async (...entries) => {
      const actor = entries.some(({ kind }) => kind === 'verification') ? verifier : clerk
      return submit(async work => entries.map(entry => work.record(entry).id), actor)
    },
  }
}

async function assessments(): Promise<NewEntry[]> {
  const { indicators } = await defaultRuleSet()
  return Array.from({ length: 20 }, (_, i) => ({
    kind: 'assessment',
    subjects: [`c${String(i + 1).padStart(5, '0')}`],
    effectiveOn: '2022-05-20',
    data: {
      type: '跟踪考察',
      methods: ['谈'],
      team: '第一组',
      from: '2022-05-01',
      cells: Object.fromEntries(indicators.cells.map(({ id }) => [id, 5600 + 200 * ((i * 7) % 20)])),
      note: '',
    },
  }))
}

export const factOf = (cadreId: string, unitId: string, day: Day): NewEntry => ({
  kind: 'fact',
  subjects: [cadreId, unitId],
  effectiveOn: day,
  data: {
    code: 'N4',
    title: '督办件逾期未复',
    channel: '督查',
    documentNo: '海政督〔2022〕9号',
    proof: '通报',
    intent: false,
    late: false,
    sameAs: null,
    honour: null,
    grade: null,
    unitId,
    field: '城建',
    attributions: [{ subject: { type: 'cadre', id: cadreId }, role: 'person' }],
  },
})

export const verificationOf = (of: number, cadreId: string, unitId: string, day: Day): NewEntry => ({
  kind: 'verification',
  subjects: [cadreId, unitId],
  effectiveOn: day,
  data: { of, finding: 'true', note: '' },
})

export async function verifiedFact(at: PastInstallation, cadreId: string, unitId: string, day: Day): Promise<void> {
  const [id = 0] = await at.record(factOf(cadreId, unitId, day))
  await at.record(verificationOf(id, cadreId, unitId, at.clock.today()))
}

async function move(at: PastInstallation): Promise<void> {
  const held = (await at.ledger.entriesOf(MOVER)).find(
    (entry: Entry): entry is Extract<Entry, { kind: 'posting' }> => entry.kind === 'posting' && entry.data.main,
  )
  if (held === undefined) throw new Error(`${MOVER} holds no post`)
  const effectiveOn = at.clock.today()
  const { unitKind } = held.data
  await at.record(
    { kind: 'end', subjects: held.subjects, effectiveOn, data: { of: held.id, reason: '调任' } },
    {
      kind: 'posting',
      subjects: [MOVER, 'u002'],
      effectiveOn,
      data: { unitId: 'u002', unitKind, title: '调任副镇长', head: false, main: true },
    },
  )
  const cadre = await at.people.cadre(MOVER)
  if (cadre === null) throw new Error(`there is no ${MOVER}`)
  const post = { unitId: 'u002', title: '调任副镇长', head: false, since: effectiveOn }
  await at.journal.submit({
    action: 'test',
    actor: clerk,
    idempotencyKey: 'move',
    requestId: 'test',
    run: async work => at.people.writeCadre(work, { ...cadre, post, version: cadre.version + 1 }),
  })
}
