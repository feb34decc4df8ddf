import type { Actor } from '../../../src/domain/access/roles.ts'
import type { ClosedRow } from '../../../src/domain/closes/closed-row.ts'
import type { Finding } from '../../../src/domain/evidence/entries.ts'
import type { FactDraft } from '../../../src/domain/facts/fact-draft.ts'
import { newId } from '../../../src/platform/ids.ts'
import { actorOf } from '../../support/actor.ts'
import { type InstallationWish, installation, type TestInstallation } from '../../support/installation.ts'

const clerk = actorOf('test-1', 'section', { name: '李科员' })
export const second = actorOf('test-2', 'section', { name: '周科员' })

const keys = () => ({ idempotencyKey: newId('key'), requestId: 'test' })

/** A fact of unit 1 nothing can be said against. */
const draft = (more: Partial<FactDraft>): FactDraft => ({
  code: 'N2',
  day: '2022-05-20',
  unitId: 'u001',
  field: '项目',
  unheld: '项目',
  persons: ['c00009'],
  title: '重点项目逾期十二个工作日',
  channel: '督查通报',
  documentNo: '',
  proof: '调度表第 3 页',
  intent: false,
  grade: null,
  honour: null,
  sameAs: null,
  different: true,
  ...more,
})

export const recordFact = async (
  { facts }: TestInstallation,
  more: Partial<FactDraft>,
  by: Actor = clerk,
): Promise<number> => (await facts.record(by, draft(more), keys())).id

export const verify = async ({ facts }: TestInstallation, factId: number, finding: Finding = 'true') =>
  facts.verify(second, { factId, finding, note: '已核对' }, keys())

/** Everybody is seen once, with these scores in turn. */
export async function assess({ journal, rules, clock }: TestInstallation, scores: readonly number[]): Promise<void> {
  const { ruleSet } = await rules.inForce(clock.today())
  await journal.submit({
    action: 'tests.assess',
    actor: clerk,
    ...keys(),
    run: async work => {
      for (let n = 1; n <= 24; n += 1) {
        const score = scores[n % scores.length] ?? 0
        work.record({
          kind: 'assessment',
          subjects: [`c${String(n).padStart(5, '0')}`],
          effectiveOn: work.today,
          data: {
            type: '跟踪考察',
            methods: ['谈'],
            team: '第一组',
            from: work.today,
            cells: Object.fromEntries(ruleSet.indicators.cells.map(({ id }) => [id, score])),
            note: '',
          },
        })
      }
      return null
    },
  })
}

/** A whole installation in which everybody was seen once, with these scores in turn. */
export async function assessedTown(scores: readonly number[], wish?: InstallationWish): Promise<TestInstallation> {
  const at = await installation(wish)
  await assess(at, scores)
  return at
}

/** What a promise is rejected with. */
export const failureOf = (promise: Promise<unknown>): Promise<Error & { fields?: Record<string, string> }> =>
  promise.then(
    value => {
      throw new Error(`fulfilled with ${JSON.stringify(value)}`)
    },
    error => error,
  )

export async function rowsOf({ closes }: TestInstallation, month: string): Promise<ClosedRow[]> {
  const rows: ClosedRow[] = []
  for await (const row of closes.rows(month)) rows.push(row)
  return rows
}

export const byHand = (month: string, reason = '', who = clerk) => ({ month, reason, actor: who, ...keys() })
