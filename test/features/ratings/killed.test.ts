import { expect } from 'chai'
import { leftTown, watching, work } from '../../support/dying.ts'
import type { TestInstallation } from '../../support/installation.ts'
import { publish } from '../../support/publish.ts'
import { weighed } from './other-rules.ts'

const DAY = '2022-06-01'

/** Other weights come into force tomorrow: everybody is judged anew. */
const town = (): Promise<TestInstallation> => leftTown(at => publish(at, 'V2', DAY, weighed))

/** The counts of every unit and of everybody; the order they are stored in says nothing. */
async function countsIn({ store }: TestInstallation['ratings'], edition: number): Promise<string[]> {
  const lines = (await store.allCounts(edition)).flatMap(({ _id, cells, alerts, listed }) =>
    [...cells, ...alerts, listed].map(told => `${_id} ${JSON.stringify(told, Object.keys(told).sort())}`),
  )
  return lines.sort()
}

/** What everybody sees at one moment: the edition, all its rows, and its counts. */
async function seen({ ratings }: TestInstallation): Promise<string> {
  const now = await ratings.edition(DAY)
  const { number, version } = now
  const [rows, counts] = [await ratings.store.all(now), await countsIn(ratings, number)]
  const alerts = [...(await ratings.alerts.all(now)).values()].map(({ cadreId, alerts: own }) => [cadreId, own])
  const shown = rows.map(({ cadreId, suggested, mark, since, score }) => [cadreId, suggested, mark, since, score])
  return JSON.stringify([version.ruleSet.id, shown, counts, alerts.sort()])
}

/** All that is kept of the visible edition. */
async function kept({ database: { db }, ratings }: TestInstallation) {
  const [standings, movements, placings] = await Promise.all([
    ratings.store.all(),
    db.collection('movements').find().sort({ _id: 1 }).toArray(),
    db.collection('placings').find().sort({ _id: 1 }).toArray(),
  ])
  const now = await ratings.edition(DAY)
  const alerts = [...(await ratings.alerts.all(now)).values()]
  return { standings, movements, placings, alerts: new Set(alerts), counts: await countsIn(ratings, now.number) }
}

describe('A re-rating that is killed', function () {
  this.timeout(120_000)
  let at: TestInstallation
  let twin: TestInstallation
  before(async () => {
    ;[at, twin] = [await town(), await town()]
  })
  after(() => Promise.all([at?.close(), twin?.close()]))

  it('shows the old edition until it shows the new one, goes on when started again, and comes to the same', async () => {
    const before = await seen(at)
    expect(await seen(twin)).to.equal(before)
    const messages = (await work(twin, { work: 'ratings', day: DAY, moment: null })) ?? 0
    const after = await seen(twin)
    expect(after).not.to.equal(before)
    // In the middle of judging, later, and when all of the flip is written but not committed.
    for (const moment of [Math.floor(messages * 0.5), Math.floor(messages * 0.6), 'commit'] as const) {
      const states = await watching(() => seen(at), work(at, { work: 'ratings', day: DAY, moment }))
      expect(new Set(states)).to.deep.equal(new Set([before]))
      expect((await at.ratings.edition(DAY)).preparing).to.include({ ruleSet: 'V2' })
    }
    const states = await watching(() => seen(at), work(at, { work: 'ratings', day: DAY, moment: null }))
    expect([...new Set(states)]).to.deep.equal([before, after])
    expect(await kept(at)).to.deep.equal(await kept(twin))
    expect(await at.ratings.replay(DAY)).to.deep.equal([])
  })
})
