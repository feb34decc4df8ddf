import { expect } from 'chai'
import { compose } from '../../../src/compose.ts'
import { readConfig } from '../../../src/config.ts'
import { systemClock } from '../../../src/platform/clock.ts'
import type { Work } from '../../../src/platform/journal/index.ts'
import { createLogger } from '../../../src/platform/logger.ts'
import { listen } from '../../../src/server.ts'
import { publish } from '../../support/publish.ts'
import { type Answer, Visitor, wordsOf } from '../../support/visitor.ts'
import {
  BEFORE,
  factOf,
  type PastInstallation,
  pastInstallation,
  verifiedFact,
} from '../viewpoints/past-installation.ts'

describe('An unchanged list', function () {
  this.timeout(120_000)
  let at: PastInstallation
  let k1: Visitor
  let commands = 0
  before(async () => {
    at = await pastInstallation()
    k1 = await at.signIn('k1')
  })
  after(() => at.close())

  const tagOf = ({ headers }: Answer): string => String(headers.etag ?? '')
  const again = async (path: string, tag: string, visitor = k1): Promise<Answer> =>
    visitor.agent.get(path).set('If-None-Match', tag).redirects(0)
  const submit = async (run: (work: Work) => Promise<null>): Promise<void> => {
    commands += 1
    const actor = { userId: 'k2', name: '周科员', role: 'section' }
    await at.journal.submit({ action: 'test', actor, idempotencyKey: `list-${commands}`, requestId: 'test', run })
  }

  /** Collections of the business that `run` made the database read. */
  const readDuring = async (run: () => Promise<unknown>): Promise<string[]> => {
    const { db } = at.database
    await db.setProfilingLevel('all')
    await run()
    await db.setProfilingLevel('off')
    const names: string[] = await db.collection('system.profile').distinct('ns')
    await db.collection('system.profile').drop()
    return names.map(name => name.slice(db.databaseName.length + 1)).sort()
  }

  /** Opens the list, lets something happen, and asks again: the page must be another one, and then hold again. */
  const changedBy = async (happens: () => Promise<unknown>, path = '/lists/all'): Promise<[string, string]> => {
    const before = await k1.open(path)
    expect((await again(path, tagOf(before))).status).to.equal(304)
    await happens()
    const after = await again(path, tagOf(before))
    expect(after.status, 'after').to.equal(200)
    expect(tagOf(after)).not.to.equal(tagOf(before))
    expect((await again(path, tagOf(after))).status, 'then').to.equal(304)
    return [wordsOf(before), wordsOf(after)]
  }

  it('is answered without a query of the list', async () => {
    const tag = tagOf(await k1.open('/lists/all'))
    const whole = await readDuring(async () => expect((await again('/lists/all', '"other"')).status).to.equal(200))
    expect(whole).to.include('standings').and.to.include('standing_counts')
    const { length } = whole
    const unchanged = await readDuring(async () => expect((await again('/lists/all', tag)).status).to.equal(304))
    expect(unchanged).to.include('placings')
    expect(unchanged).not.to.have.any.members(['standings', 'standing_counts', 'units', 'cadres', 'ledger'])
    expect(unchanged.length).to.be.below(length)
  })

  it('is another one for another filter, session, account or scope', async () => {
    const tag = tagOf(await k1.open('/lists/all'))
    for (const path of ['/lists/blue', '/lists/all?sort=name', '/lists/all?unit=u001'])
      expect((await again(path, tag)).status, path).to.equal(200)
    for (const username of ['k1', 'k2', 'u1', 'hr'] as const) {
      const answer = await again('/lists/all', tag, await at.signIn(username))
      expect([answer.status, tagOf(answer) === tag], username).to.deep.equal([200, false])
    }
    expect((await again('/lists/all', tag, at.anybody())).status).to.equal(303)
    expect((await again('/lists/all', tag, await at.signIn('sys'))).status).to.equal(403)
  })

  it('is another one after a record moved anybody', async () => {
    const [before, after] = await changedBy(() => verifiedFact(at, 'c00010', 'u002', '2022-06-10'))
    expect(after).not.to.equal(before)
  })

  it('stays when a record counts for nobody yet', async () => {
    const tag = tagOf(await k1.open('/lists/all'))
    await at.record(factOf('c00011', 'u003', '2022-06-10'))
    expect((await again('/lists/all', tag)).status).to.equal(304)
  })

  it('is another one after a cadre or a unit is renamed, also where it shows the past', async () => {
    const past = `/lists/all?asOf=${BEFORE}&known=then`
    const rename = async (id: string, name: string): Promise<void> => {
      const cadre = await at.people.cadre(id)
      if (cadre === null) throw new Error(`there is no ${id}`)
      await submit(async work => {
        at.people.writeCadre(work, { ...cadre, name, version: cadre.version + 1 })
        return null
      })
    }
    expect((await changedBy(() => rename('c00012', '新名甲')))[1]).to.include('新名甲')
    expect((await changedBy(() => rename('c00012', '新名乙'), past))[1]).to.include('新名乙')
    const renameUnit = async (shortName: string): Promise<void> => {
      const unit = await at.people.unit('u002')
      if (unit === null) throw new Error('there is no u002')
      await submit(async work => {
        at.people.writeUnit(work, { ...unit, shortName })
        return null
      })
    }
    expect((await changedBy(() => renameUnit('新镇')))[1]).to.include('新镇')
    expect((await changedBy(() => renameUnit('老镇'), past))[1]).to.include('老镇')
  })

  it('of a past day is another one when more is known about it, and stays as known then', async () => {
    const now = `/lists/all?asOf=${BEFORE}&known=now`
    await changedBy(() => verifiedFact(at, 'c00013', 'u001', '2022-06-02'), now)
    expect(tagOf(await k1.open(now))).not.to.equal(tagOf(await k1.open(now.replace('=now', '=then'))))
  })

  it('offers a level as soon as somebody has it', async () => {
    const [before, after] = await changedBy(async () => {
      const cadre = await at.people.cadre('c00014')
      if (cadre === null) throw new Error('there is no c00014')
      await submit(async work => {
        at.people.writeCadre(work, { ...cadre, level: '四级调研员', version: cadre.version + 1 })
        return null
      })
    })
    expect(before).not.to.include('四级调研员')
    expect(after).to.include('四级调研员')
  })

  it('is another one when other rules come into force', async () => {
    await publish(at, 'V2', '2022-06-13')
    const [before, after] = await changedBy(() => at.goTo('2022-06-13'))
    expect(before).to.include('规则 V1')
    expect(after).to.include('规则 V2')
  })

  it('is another one on a new day', async () => {
    const [before, after] = await changedBy(async () => at.clock.set('2022-06-14', 9 * 3600))
    expect(before).to.include('截至 2022-06-13')
    expect(after).to.include('截至 2022-06-14')
  })

  it('is refused at once when another process ended the session, or changed the account', async () => {
    const [k2, j1, u1, hr] = await Promise.all((['k2', 'j1', 'u1', 'hr'] as const).map(name => at.signIn(name)))
    const visitors = [k2, j1, u1, hr] as Visitor[]
    const tags = await Promise.all(visitors.map(async visitor => tagOf(await visitor.open('/lists/all'))))
    const statuses = async (): Promise<number[]> =>
      Promise.all(visitors.map(async (visitor, i) => (await again('/lists/all', tags[i] ?? '', visitor)).status))
    expect(await statuses()).to.deep.equal([304, 304, 304, 304])

    await at.journal.stop()
    const other = await secondProcess(at)
    await other.signOut(k2 as Visitor)
    await other.change('j1', { disabled: true })
    await other.change('u1', { unitId: 'u002' })
    await other.change('hr', { role: null })
    expect(await statuses()).to.deep.equal([303, 303, 200, 303])
    await other.close()
  })
})

/** The product once more over the same database, as the one that writes. */
async function secondProcess({ database, clock, dataFolder }: PastInstallation) {
  const config = readConfig({ SANSE_DATA: dataFolder, SANSE_TODAY: clock.today(), PORT: '0' })
  const log = createLogger({ level: 'silent' })
  const product = compose({ config, database, clock, realClock: systemClock(), log })
  await product.journal.start()
  const server = await listen(await product.app(() => false), config)
  return {
    signOut: async ({ agent, hidden }: Visitor) => {
      const visitor = new Visitor(server.url)
      visitor.agent.jar = agent.jar
      expect((await visitor.agent.post('/sign-out').type('form').send(hidden).redirects(0)).status).to.equal(303)
    },
    change: async (username: string, fields: object) => {
      const user = await database.db.collection<{ _id: string }>('users').findOne({ username })
      const actor = { userId: 'sec', name: '钱安全', role: 'sec' }
      const run = async (work: Work) => work.update('users', user?._id ?? '', { $set: fields })
      await product.journal.submit({ action: 'test', actor, idempotencyKey: username, requestId: 'test', run })
    },
    close: async () => {
      await server.drain(1000)
      await product.journal.stop()
    },
  }
}
