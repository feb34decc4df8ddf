import { expect } from 'chai'
import type { Closes } from '../../../src/features/closes/index.ts'
import type { Ratings } from '../../../src/features/ratings/index.ts'
import { createRulesStore } from '../../../src/features/rules/index.ts'
import { createTrialServices } from '../../../src/features/trials/index.ts'
import { createLogger } from '../../../src/platform/logger.ts'
import { installation, type TestInstallation } from '../../support/installation.ts'
import { gate, slowRatings } from '../../support/slow.ts'

const k1 = { userId: 'k1', username: 'k1', name: '李科员', role: 'section', unitId: null, cadreId: null } as const
const today = { basis: 'today', day: null }

describe('A running trial', function () {
  this.timeout(60_000)
  let at: TestInstallation
  let draftId: string
  let keys = 0
  const asked = () => {
    keys += 1
    return { idempotencyKey: `trial-${keys}`, requestId: 'r', address: '' }
  }
  before(async () => {
    at = await installation()
    const visitor = await at.signIn('k1')
    await visitor.open('/rules/drafts')
    const answer = await visitor.post('/rules/drafts', { note: '试改' })
    draftId = String(answer.headers.location).split('/').at(-1) ?? ''
  })
  after(() => at.close())

  /** The services of a process whose ratings take their time: until told, or cancelled. */
  function processOf(asOf: Ratings['asOf'] = at.ratings.asOf, measured: Closes['measured'] = at.closes.measured) {
    return createTrialServices({
      database: at.database,
      journal: at.journal,
      ledger: at.ledger,
      rules: at.rules,
      drafts: createRulesStore(at.database),
      sources: { ratings: { asOf }, measured, sizeOf: at.closes.sizeOf },
      people: at.people,
      clock: at.clock,
      log: createLogger({ level: 'silent' }),
      closes: async () => (await at.closes.list()).map(({ _id, ...one }) => ({ id: _id, label: _id, ...one })),
    }).trials
  }

  const remains = async (id: string): Promise<number> =>
    (await at.database.db.collection('trial_movers').countDocuments({ trialId: id })) +
    (await at.database.db.collection('trial_columns').countDocuments({ trialId: id }))

  it('tells how far it is, lets the next one wait, and ends', async () => {
    const { asOf, go } = slowRatings(at.ratings.asOf)
    const trials = processOf(asOf)
    const id = await trials.start(k1, draftId, today, asked())
    const next = await trials.start(k1, draftId, { basis: 'day', day: '2022-05-30' }, asked())
    await new Promise(setImmediate)
    expect(trials.progressOf(id)).to.deep.equal({ waiting: 0, percent: 24 })
    expect(trials.progressOf(next)).to.deep.equal({ waiting: 1, percent: 0 })
    expect((await trials.trial(id)).state).to.equal('running')
    go()
    await trials.settled()
    expect([(await trials.trial(id)).state, (await trials.trial(next)).state]).to.deep.equal(['done', 'done'])
  })

  it('stops when cancelled, leaves nothing, and can be started again', async () => {
    at.clock.set('2022-06-01', 0)
    const { asOf } = slowRatings(at.ratings.asOf)
    const trials = processOf(asOf)
    const id = await trials.start(k1, draftId, today, asked())
    await trials.cancel(k1, id, asked())
    await trials.settled()
    const cancelled = await trials.trial(id)
    expect([cancelled.state, cancelled.endedBy?.name, cancelled.summary]).to.deep.equal(['cancelled', '李科员', null])
    expect(await remains(id)).to.equal(0)
    const again = processOf()
    const other = await again.start(k1, draftId, today, asked())
    await again.settled()
    expect(other).not.to.equal(id)
    expect((await again.trial(other)).state).to.equal('done')
  })

  it('cancelled after it had ended stays as it ended', async () => {
    at.clock.set('2022-06-02', 0)
    const trials = processOf()
    const id = await trials.start(k1, draftId, today, asked())
    await trials.settled()
    const refusal = await trials.cancel(k1, id, asked()).then(String, (error: Error) => error.message)
    expect(refusal).to.include('已经结束')
    expect((await trials.trial(id)).state).to.equal('done')
  })

  it('of a process that is gone says that it was interrupted, and is started anew', async () => {
    at.clock.set('2022-06-03', 0)
    const { asOf, go } = slowRatings(at.ratings.asOf)
    const gone = processOf(asOf)
    const id = await gone.start(k1, draftId, today, asked())
    const restarted = processOf()
    expect((await restarted.trial(id)).state).to.equal('interrupted')
    expect((await restarted.page(null, { after: null, before: null }, 50)).rows[0]?.state).to.equal('interrupted')
    const other = await restarted.start(k1, draftId, today, asked())
    await restarted.settled()
    expect((await restarted.trial(other)).state).to.equal('done')
    go()
    await gone.settled()
  })

  it('that fails says so, leaves nothing, and lets the next one run', async () => {
    at.clock.set('2022-06-04', 0)
    const failing = processOf(async () => {
      throw new Error('out of order')
    })
    const id = await failing.start(k1, draftId, today, asked())
    await failing.settled()
    expect((await failing.trial(id)).state).to.equal('failed')
    expect(await remains(id)).to.equal(0)
    const trials = processOf()
    const other = await trials.start(k1, draftId, today, asked())
    await trials.settled()
    expect(other).not.to.equal(id)
  })

  it('reads the same ledger on both sides, whatever is recorded meanwhile', async () => {
    at.clock.set('2022-06-05', 36_000)
    const seen: (string | undefined)[] = []
    const trials = processOf(async (day, knownAt, options) => {
      seen.push(knownAt)
      at.clock.set('2022-06-05', 36_000 + 60 * seen.length)
      return at.ratings.asOf(day, knownAt, options)
    })
    await trials.start(k1, draftId, today, asked())
    await trials.settled()
    expect(seen).to.deep.equal(['2022-06-05T02:00:00.000Z', '2022-06-05T02:00:00.000Z'])
  })
  it('over a close tells how far it is, and stops when cancelled', async () => {
    at.clock.set('2022-06-10', 36_000)
    await at.closes.closeDue()
    const { opened, open } = gate()
    const trials = processOf(at.ratings.asOf, async function* (month, groups) {
      yield* at.closes.measured(month, groups)
      await opened
      yield* at.closes.measured(month, groups)
    })
    const overClose = { basis: 'close:2022-05', day: null }
    const id = await trials.start(k1, draftId, overClose, asked())
    while (trials.progressOf(id).percent === 0) await new Promise(setImmediate)
    // All that a close holds was read; what is left is writing.
    expect(trials.progressOf(id)).to.deep.equal({ waiting: 0, percent: 96 })
    await trials.cancel(k1, id, asked())
    open()
    await trials.settled()
    expect((await trials.trial(id)).state).to.equal('cancelled')
    expect(await remains(id)).to.equal(0)
    const again = processOf()
    const other = await again.start(k1, draftId, overClose, asked())
    await again.settled()
    expect((await again.trial(other)).state).to.equal('done')
  })
})
