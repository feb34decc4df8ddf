import { createAssessments, createAssessmentsStore, migrations } from '../../../src/features/assessments/index.ts'
import { createCycleStore } from '../../../src/features/cycles/index.ts'
import { ledgerStore } from '../../../src/features/ledger/index.ts'
import { createPeople, migrations as peopleMigrations } from '../../../src/features/people/index.ts'
import { createRules, createRulesStore, seedRules } from '../../../src/features/rules/index.ts'
import { steppedClock } from '../../../src/platform/clock.ts'
import { runMigrations } from '../../../src/platform/database/index.ts'
import { newId } from '../../../src/platform/ids.ts'
import { createJournal, type Work } from '../../../src/platform/journal/index.ts'
import { createLogger } from '../../../src/platform/logger.ts'
import { actorOf } from '../../support/actor.ts'
import { emptyDatabase } from '../../support/database.ts'

export const k1 = actorOf('k1', 'section')
export const k2 = actorOf('k2', 'section')
export const j1 = actorOf('j1', 'supervision')
export const j2 = actorOf('j2', 'supervision')
export const lead = actorOf('lead', 'leader')
const u1 = actorOf('u1', 'liaison', { unitId: 'u1' })
export const cast = [k1, k2, j1, j2, lead, u1]

export const keys = () => ({ idempotencyKey: newId('key'), requestId: 'request' })

const plain = { ethnicity: '汉族', nativePlace: '甲县', birthPlace: '甲县', health: '健康', workSince: '2005-07' }
const more = { politics: '中共党员', partySince: '2006-07', category: '行政', status: '现职', management: '市管' }
const levels = { level: '乡科级副职', levelSince: '2018-01', grade: '三级主任科员', gradeSince: '2019-01' }
const prose = { resume: '', honours: '', annualSummary: '', note: '' }

const cadres: [string, string, string, string][] = [
  ['c1', '林知行', '370699198001010011', 'u1'],
  ['c2', '苏砚田', '370699198102020032', 'u1'],
  ['c3', '白石溪', '370699198203030053', 'u2'],
]

/** Two towns, three cadres in post since 2021-06-01, 12345 in the charge of c1, c2 chief of unit u1; today 2022-05-31. */
export async function world() {
  const database = await emptyDatabase()
  await runMigrations(database, [...migrations, ...peopleMigrations])
  const clock = steppedClock('2022-05-31')
  const journal = createJournal({ database, clock, realClock: clock, log: createLogger({ level: 'silent' }) })
  await journal.start()
  const rulesStore = createRulesStore(database)
  const rules = createRules(rulesStore)
  const people = createPeople({ database })
  const ledger = ledgerStore(database)
  const run = <T>(act: (work: Work) => Promise<T>) =>
    journal.submit({ action: 'test.setup', actor: k1, ...keys(), run: act })
  await run(async work => {
    await seedRules(work, rulesStore)
    for (const [id, name, short] of [
      ['u1', '甲镇人民政府', '甲镇'],
      ['u2', '乙街道办事处', '乙街道'],
    ] as const) {
      const unit = {
        id,
        code: id,
        name,
        shortName: short,
        kind: 'town',
        parentId: null,
        from: '2000-01-01',
        until: null,
      }
      people.writeUnit(work, unit as never)
    }
    for (const [id, name, idNumber, unitId] of cadres) {
      const post = { unitId, title: '副镇长', head: false, since: '2021-06-01' }
      const spelled = { pinyin: id, initials: id, sex: '男', birthMonth: '1980-01', idNumber, name, id }
      people.writeCadre(work, { ...spelled, ...plain, ...more, ...levels, ...prose, post, version: 1 } as never)
      const data = { unitId, unitKind: 'town' as const, title: '副镇长', head: false, main: true }
      work.record({ kind: 'posting', subjects: [id, unitId], effectiveOn: '2021-06-01', data })
    }
    for (const [id, role] of [
      ['c1', 'charge'],
      ['c2', 'chief'],
    ] as const) {
      const data = { unitId: 'u1', field: '12345', role }
      work.record({ kind: 'duty', subjects: [id, 'u1'], effectiveOn: '2021-06-01', data })
    }
  })
  const store = createAssessmentsStore(database)
  const assessments = createAssessments({ cycles: createCycleStore(database), journal, store, ledger, rules, clock })
  const close = async () => {
    await journal.stop()
    await database.close()
  }
  return { database, clock, journal, rules, people, ledger, assessments, run, close }
}

export type World = Awaited<ReturnType<typeof world>>

/** What a promise is rejected with; throws when it is fulfilled. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    value => {
      throw new Error(`fulfilled with ${JSON.stringify(value)}`)
    },
    error => error,
  )
}
