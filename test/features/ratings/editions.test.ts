import { expect } from 'chai'
import type { NewEntry } from '../../../src/domain/evidence/entries.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { addDays } from '../../../src/domain/time/days.ts'
import { collectionsOf, type EditionKey } from '../../../src/features/ratings/edition.ts'
import { assessment, fact, posting, verification } from './entries.ts'
import { limited, lookingBackLonger, milder, weighed } from './other-rules.ts'
import { openWorld, type World } from './ratings-world.ts'

const CADRES = 240
const id = (i: number): string => `c${String(i).padStart(3, '0')}`

async function people(world: World, n: number): Promise<void> {
  for (let i = 0; i < n; i += 40) {
    const entries = Array.from({ length: Math.min(40, n - i) }, (_, k) => i + k)
    await world.record(...entries.map(k => posting(id(k), `u00${k % 7}`, '2021-01-01')))
    await world.record(
      ...(await Promise.all(entries.map(k => assessment(id(k), 6000 + ((k * 37) % 39) * 100, '2022-05-20')))),
    )
  }
}

/** What everybody sees at one moment, from a single edition. */
async function lists({ ratings }: World): Promise<Record<string, string>> {
  const now = await ratings.edition('2022-06-01')
  const rows = await ratings.store.all(now)
  return Object.fromEntries(rows.map(row => [row.cadreId, `${row.suggested} ${row.mark} ${row.score}`]))
}

/** Where standings and their alerts lie. */
const collections = async ({ database: { db } }: World): Promise<string[]> => {
  const all = await db.listCollections({ name: /^standing(s|_alerts)/ }, { nameOnly: true }).toArray()
  return all.map(({ name }) => name).sort()
}

/** All that an edition shows of anybody, and not when it was superseded. */
async function seenIn({ ratings }: World, edition: EditionKey): Promise<unknown> {
  const [rows, alerts] = [await ratings.store.all(edition), await ratings.alerts.all(edition)]
  return [...rows, ...alerts.values()].map(({ until, ...seen }) => seen)
}

/** The same with the keys of every record in the opposite order. */
const withKeysTurned = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(withKeysTurned) as T
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).reverse()
  return Object.fromEntries(entries.map(([key, one]) => [key, withKeysTurned(one)])) as T
}

const minutesFromNow = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()

const namesOf = (base: number): string[] => Object.values(collectionsOf({ base })).sort()

const indexes = async ({ database: { db } }: World, base: number): Promise<unknown[]> =>
  Promise.all(
    Object.values(collectionsOf({ base })).map(async name => {
      const all = await db.collection(name).indexes()
      return all.map(({ name: own, partialFilterExpression }) => JSON.stringify([own, partialFilterExpression])).sort()
    }),
  )

describe('editions of the standings', () => {
  let world: World
  beforeEach(async () => {
    world = await openWorld('2022-05-31')
  })
  afterEach(() => world.close())

  it('leave everything as it is until the day other rules begin', async () => {
    await people(world, 40)
    const before = await lists(world)
    await world.publish('V2', '2022-06-01', limited(8000))
    await world.ratings.dailyPass(world.journal, '2022-05-31')
    expect(await lists(world)).to.deep.equal(before)
    expect((await world.ratings.edition('2022-05-31')).number).to.equal(1)
  })

  it('bring other rules into force on their day, writing only whom they change, and say since when and why', async () => {
    await people(world, CADRES)
    const before = await lists(world)
    await world.publish('V2', '2022-06-01', limited(8000))
    world.clock.set('2022-06-01', 9 * 3600)
    await world.ratings.dailyPass(world.journal, '2022-06-01')
    const after = await lists(world)
    const now = await world.ratings.edition('2022-06-01')
    expect([now.number, now.version.ruleSet.id, now.preparing]).to.deep.equal([2, 'V2', null])
    const rows = await world.ratings.store.all()
    expect(rows.length).to.equal(CADRES)
    const written = rows.filter(row => row.from === 2)
    const moved = rows.filter(row => row.since === '2022-06-01')
    expect(moved.map(row => row.cadreId)).to.deep.equal(Object.keys(after).filter(one => after[one] !== before[one]))
    expect(moved.length).to.be.within(CADRES / 20, CADRES / 4)
    expect(written.map(row => row.cadreId)).to.deep.equal(moved.map(row => row.cadreId))
    const alerts = [...(await world.ratings.alerts.all(now)).values()]
    expect(alerts.filter(({ from }) => from === 2).length).to.be.within(CADRES / 10, CADRES - 1)
    expect(alerts.filter(({ from }) => from === 1).length).to.be.greaterThan(0)
    for (const { cadreId } of moved) {
      const [newest] = await world.ratings.store.movements({ cadreId, limit: 1 })
      expect([newest?.cause, newest?.to?.colour, newest?.on]).to.deep.equal(['rules', 'yellow', '2022-06-01'])
    }
    expect(await world.ratings.replay('2022-06-01')).to.deep.equal([])
    await world.ratings.tidy('2100-01-01T00:00:00.000Z')
    expect(await world.database.db.collection('standings').countDocuments()).to.equal(CADRES)
    expect(await world.ratings.replay('2022-06-01')).to.deep.equal([])
  })

  it('never come of a version that another one replaced before it began', async () => {
    await people(world, 40)
    const before = await lists(world)
    await world.publish('V2', '2022-06-01', limited(9900))
    await world.publish('V3', '2022-06-01', limited(7500))
    world.clock.set('2022-06-03', 9 * 3600)
    await world.ratings.dailyPass(world.journal, '2022-06-03')
    expect((await world.ratings.edition('2022-06-03')).version.ruleSet.id).to.equal('V3')
    expect(await lists(world)).to.deep.equal(before)
    expect((await world.ratings.store.all()).filter(({ since }) => since >= '2022-06-01')).to.deep.equal([])
    expect(await world.ratings.replay('2022-06-03')).to.deep.equal([])
  })

  it('never show a reader half of it, while records come in', async () => {
    await people(world, CADRES)
    const facts = await Promise.all(Array.from({ length: 60 }, (_, i) => world.record(fact(id(i), 'N4', '2022-05-10'))))
    await world.publish('V2', '2022-06-01', weighed)
    world.clock.set('2022-06-01', 9 * 3600)
    const seen: { readonly edition: number; readonly by: string; readonly rows: number }[] = []
    let over = false
    const reader = (async () => {
      while (!over) {
        const now = await world.ratings.edition('2022-06-01')
        await new Promise(resolve => setTimeout(resolve, Math.random() * 10))
        const rows = await world.ratings.store.all(now)
        seen.push({ edition: now.number, by: now.version.ruleSet.id, rows: rows.length })
      }
    })()
    const records = (async () => {
      for (const [i, [of = 0]] of facts.entries()) await world.record(verification(of, id(i), 'true', '2022-05-10'))
    })()
    await Promise.all([world.ratings.dailyPass(world.journal, '2022-06-01'), records])
    over = true
    await reader
    expect(seen.filter(({ rows }) => rows !== CADRES)).to.deep.equal([])
    expect(new Set(seen.map(({ edition, by }) => `${edition} ${by}`))).to.deep.equal(new Set(['1 V1', '2 V2']))
    expect(await world.ratings.replay('2022-06-01')).to.deep.equal([])
  })

  const kinds = { 'everybody is': { other: weighed, batch: 100 }, 'some are': { other: limited(8000), batch: 30 } }
  for (const [whom, { other, batch }] of Object.entries(kinds)) {
    it(`are taken up where a stop left them, at every step, when ${whom} judged anew, and come to the same`, async function () {
      this.timeout(120_000)
      await people(world, CADRES)
      await world.publish('V2', '2022-06-01', other)
      world.clock.set('2022-06-01', 9 * 3600)
      const before = await lists(world)
      const percents: unknown[] = []
      // After the beginning, after each of the three batches, and after the placing was formed.
      for (const [nth, steps] of [1, 2, 2, 2, 2].entries()) {
        let left = steps
        const throwIfAborted = () => {
          left -= 1
          if (left === 0) throw new Error('killed')
        }
        const signal = { throwIfAborted } as AbortSignal
        const outcome = await world.ratings
          .dailyPass(world.journal, '2022-06-01', { signal, batch })
          .catch(error => error)
        expect(outcome).to.be.an('error').with.property('message', 'killed')
        expect(await lists(world)).to.deep.equal(before)
        const { preparing } = await world.ratings.edition('2022-06-01')
        expect(preparing).to.include({ ruleSet: 'V2' })
        percents.push(preparing !== null && 'percent' in preparing && preparing.percent)
        // Somebody already judged and somebody not yet judged move before the next start.
        for (const cadreId of [id(nth), id(CADRES - 1 - nth)]) {
          const [of = 0] = await world.record(fact(cadreId, 'N4', '2022-05-10'))
          await world.record(verification(of, cadreId, 'true', '2022-05-10'))
        }
        Object.assign(before, await lists(world))
      }
      expect(percents).to.deep.equal([0, 41, 83, 99, 99])
      await world.ratings.dailyPass(world.journal, '2022-06-01')
      expect(await world.ratings.replay('2022-06-01')).to.deep.equal([])
      const movements = await world.ratings.store.movements({ limit: 1000 })
      expect(new Set(movements.map(movement => movement._id)).size).to.equal(movements.length)
      for (const row of await world.ratings.store.all()) {
        const newest = movements.find(({ cadreId }) => cadreId === row.cadreId)
        expect([newest?.to, newest?.on]).to.deep.equal([{ colour: row.suggested, mark: row.mark }, row.since])
      }
    })
  }

  for (const [whom, { other }] of Object.entries(kinds)) {
    it(`are begun anew on another day, and given up when the rules go back, when ${whom} judged anew`, async () => {
      await people(world, 150)
      await world.publish('V2', '2022-06-01', other)
      const first = await collections(world)
      world.clock.set('2022-06-01', 9 * 3600)
      const stop = async (day: string) => {
        const stopping = new AbortController()
        const onProgress = () => stopping.abort(new Error('killed'))
        await world.ratings
          .dailyPass(world.journal, day, { onProgress, signal: stopping.signal, batch: 100 })
          .catch(() => {})
      }
      await stop('2022-06-01')
      world.clock.set('2022-05-31', 9 * 3600)
      await world.ratings.dailyPass(world.journal, '2022-05-31')
      expect((await world.ratings.edition('2022-05-31')).preparing).to.equal(null)
      expect(await collections(world)).to.deep.equal(first)
      expect(await world.ratings.replay('2022-05-31')).to.deep.equal([])
      world.clock.set('2022-06-01', 9 * 3600)
      await stop('2022-06-01')
      world.clock.set('2022-06-02', 9 * 3600)
      await world.ratings.dailyPass(world.journal, '2022-06-02')
      expect(await world.ratings.replay('2022-06-02')).to.deep.equal([])
      expect((await world.ratings.edition('2022-06-02')).number).to.equal(2)
    })
  }

  it('hold everybody when another program wrote the rules with their keys in another order', async () => {
    await people(world, 60)
    await world.publish('V2', '2022-06-01', rules => withKeysTurned(limited(8000)(rules)))
    world.clock.set('2022-06-01', 9 * 3600)
    await world.ratings.dailyPass(world.journal, '2022-06-01')
    expect(await world.ratings.store.all()).to.have.length(60)
    expect(await world.ratings.replay('2022-06-01')).to.deep.equal([])
  })

  it('write nobody anew for other words', async () => {
    await people(world, 60)
    await world.publish('V2', '2022-06-01', ({ indicators, score, ...rules }) => ({
      ...rules,
      indicators: { ...indicators, cells: indicators.cells.map(cell => ({ ...cell, title: `${cell.title}等` })) },
      score: { ...score, parts: score.parts.map(part => ({ ...part, label: `${part.label}分` })) },
    }))
    world.clock.set('2022-06-01', 9 * 3600)
    await world.ratings.dailyPass(world.journal, '2022-06-01')
    const now = await world.ratings.edition('2022-06-01')
    expect([now.number, now.base]).to.deep.equal([2, 1])
    expect((await world.ratings.store.all()).filter(({ from }) => from === 2)).to.deep.equal([])
  })

  it('stay whole for whoever began to read them, also when two others follow at once, until nobody can be reading them', async () => {
    await people(world, 60)
    const changes: ((rules: RuleSet) => RuleSet)[] = []
    for (const [first, second] of [
      [weighed, limited(6500)],
      [limited(8000), weighed],
      [weighed, weighed],
    ] as const) {
      const begun = await world.ratings.edition(world.clock.today())
      const before = await seenIn(world, begun)
      for (const other of [first, second]) {
        changes.push(other)
        const day = addDays(world.clock.today(), 1)
        await world.publish(`V${changes.length + 1}`, day, rules => changes.reduce((all, one) => one(all), rules))
        world.clock.set(day, 9 * 3600)
        await world.ratings.dailyPass(world.journal, day)
      }
      await world.ratings.tidy(minutesFromNow(9))
      expect(await seenIn(world, begun)).to.deep.equal(before)
    }
    await world.ratings.tidy(minutesFromNow(11))
    const now = await world.ratings.edition(world.clock.today())
    expect(await collections(world)).to.deep.equal(namesOf(now.base))
    expect(await world.database.db.collection(collectionsOf(now).standings).countDocuments()).to.equal(60)
  })

  for (const when of ['while the next is prepared', 'when the next was given up'])
    it(`are swept also ${when}`, async () => {
      await people(world, 150)
      for (const [i, day] of ['2022-06-01', '2022-06-02'].entries()) {
        await world.publish(`V${i + 2}`, day, rules => (i === 0 ? weighed(rules) : weighed(weighed(rules))))
        world.clock.set(day, 9 * 3600)
        const stopping = new AbortController()
        const onProgress = () => (i === 1 ? stopping.abort(new Error('killed')) : undefined)
        const options = { onProgress, signal: stopping.signal, batch: 100 }
        await world.ratings.dailyPass(world.journal, day, options).catch(() => {})
      }
      expect(await collections(world)).to.deep.equal([...namesOf(1), ...namesOf(2), ...namesOf(3)].sort())
      const giveUp = async (): Promise<void> => {
        world.clock.set('2022-06-01', 9 * 3600)
        await world.ratings.dailyPass(world.journal, '2022-06-01')
        expect(await collections(world)).not.to.include.members(namesOf(3))
      }
      if (when.includes('given up')) await giveUp()
      await world.ratings.tidy(minutesFromNow(11))
      const left = await collections(world)
      expect(left).to.include.members(namesOf(2))
      expect(left).not.to.include.members(namesOf(1))
      if (!when.includes('given up')) await giveUp()
      expect(await collections(world)).to.deep.equal(namesOf(2))
      expect(await world.ratings.replay('2022-06-01')).to.deep.equal([])
    })

  it('follow each other, each swept when nobody reads it any more: in collections of its own where every score is formed anew', async () => {
    await people(world, 60)
    const indexed = await indexes(world, 1)
    let last: NewEntry | null = null
    const steps = [
      { other: limited(8000), base: 1 },
      { other: weighed, base: 3 },
      { other: limited(6500), base: 3 },
      // A condition that no score decides: everybody is looked at, and few change.
      { other: milder, base: 3 },
      // It looks at other months: everybody is measured anew.
      { other: lookingBackLonger, base: 6 },
      { other: limited(9000), base: 6 },
    ]
    for (const [i, { base }] of steps.entries()) {
      const day = `2022-06-0${i + 1}`
      const all = steps.slice(0, i + 1)
      await world.publish(`V${i + 2}`, day, first => all.reduce((rules, step) => step.other(rules), first))
      world.clock.set(day, 9 * 3600)
      await world.ratings.dailyPass(world.journal, day)
      expect(await world.ratings.replay(day)).to.deep.equal([])
      const now = await world.ratings.edition(day)
      expect([now.number, now.base]).to.deep.equal([i + 2, base])
      expect(await collections(world)).to.include.members(namesOf(base))
      await world.ratings.tidy('2100-01-01T00:00:00.000Z')
      expect(await collections(world)).to.deep.equal(namesOf(base))
      expect(await indexes(world, base)).to.deep.equal(indexed)
      const rows = await world.ratings.store.all()
      const written = rows.filter(({ from }) => from === now.number)
      if (base === now.number) expect(written).to.deep.equal(rows)
      else expect(written.length).to.be.within(1, rows.length - 1)
      // Whoever moves in it, comes to it and leaves it.
      const [of = 0] = await world.record(fact(id(i), 'N4', '2022-05-10'))
      await world.record(verification(of, id(i), 'true', '2022-05-10'))
      const [posted = 0] = await world.record(posting(id(200 + i), 'u001', day))
      await world.record(await assessment(id(200 + i), 7000 + i * 300, day))
      if (last !== null) await world.record(last)
      const data = { of: posted, reason: '退休' }
      last = { kind: 'end', subjects: [id(200 + i), 'u001'], effectiveOn: addDays(day, 1), data }
      expect(await world.ratings.replay(day)).to.deep.equal([])
    }
  })
})
