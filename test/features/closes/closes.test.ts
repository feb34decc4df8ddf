import { expect } from 'chai'
import { Conflict, Invalid } from '../../../src/domain/errors.ts'
import { type PackedColumn, packColumn } from '../../../src/domain/rating/columns/packed-column.ts'
import {
  columnsIn,
  joinColumns,
  namesIn,
  type PackedColumns,
} from '../../../src/domain/rating/columns/packed-columns.ts'
import { countedAs } from '../../../src/domain/rating/counted-as.ts'
import { migrations } from '../../../src/features/ratings/index.ts'
import { createViewpoints } from '../../../src/features/viewpoints/index.ts'
import { installation, type TestInstallation } from '../../support/installation.ts'
import { assess, assessedTown, byHand, failureOf, recordFact, rowsOf, second, verify } from './support.ts'

const months = ['2022-05', '2022-06', '2022-07', '2022-08', '2022-09', '2022-10', '2022-11', '2022-12']

/** The days of the test, one after the other: what time moves, then the schedule, as the server does. */
async function goTo(at: TestInstallation, day: string): Promise<void> {
  at.clock.set(day, 9 * 3600)
  await at.ratings.dailyPass(at.journal, day)
  await at.closes.closeDue()
}

/** What a close says of everybody, and what the ledger says as of its day, as known then. */
async function comparison(at: TestInstallation, month: string) {
  const header = await at.closes.header(month)
  if (header === null) throw new Error(`${month} is not closed`)
  const { suggestions, entries, version } = await at.ratings.asOf(header.day, header.knownAt)
  const rows = await rowsOf(at, month)
  const pick = (row: object, keys: readonly string[]) => keys.map(key => (row as Record<string, unknown>)[key])
  const same = ['cadreId', 'unitId', 'classCode', 'head', 'score', 'coverage', 'rank', 'events', 'mark', 'reasons']
  return {
    stored: rows.map(row => [row.suggested, row.placed, row.parts.map(({ mean }) => mean), ...pick(row, same)]),
    asOf: suggestions.map(one => [
      one.colour,
      one.placed?.colour ?? null,
      one.parts.map(({ mean }) => mean),
      ...pick(one, same),
    ]),
    head: [header.position, header.ruleSet, header.ruleHash],
    expected: [entries.at(-1)?.id, version.ruleSet.id, version.hash],
  }
}

interface BlockDocument extends PackedColumns {
  readonly _id: string
  readonly size: number
  readonly cadreIds?: Buffer
  readonly unitIds?: string
}

/** The columns of a group by their names. */
function columnsOf(group: BlockDocument): Map<string, PackedColumn> {
  const columnOf = columnsIn(group)
  return new Map(namesIn(group).map(name => [name, columnOf(name) as PackedColumn]))
}

describe('The closes of a small year', function () {
  this.timeout(120_000)
  let at: TestInstallation
  before(async () => {
    at = await installation({ accounts: false })
    for (const [i, month] of months.entries()) {
      if (i > 0) await goTo(at, `${month}-01`)
      at.clock.set(`${month}-15`, 9 * 3600)
      await assess(at, [9000 - i * 300, 7000 + i * 200, 5500 + i * 100, 8800])
      const day = `${month}-14`
      const id = await recordFact(at, { day, title: `第 ${i} 次逾期`, persons: [i % 2 === 0 ? 'c00009' : 'c00005'] })
      if (i % 3 !== 2) await verify(at, id)
    }
    await goTo(at, '2023-01-05')
  })
  after(() => at?.close())

  it('are made by schedule, in order, one each', async () => {
    const list = await at.closes.list()
    expect(list.map(({ _id, day }) => [_id, day.slice(0, 7)])).to.deep.equal(months.map(month => [month, month]))
    expect(new Set(list.map(({ by, closedBy }) => `${by} ${closedBy.name}`))).to.deep.equal(new Set(['schedule 系统']))
    expect(list.every(({ tally }) => tally?.people === 24)).to.equal(true)
  })

  it('hold what the ledger says as of their day, at every one of them', async () => {
    for (const month of months) {
      const { stored, asOf, head, expected } = await comparison(at, month)
      expect(stored, month).to.deep.equal(asOf)
      expect(head, month).to.deep.equal(expected)
    }
  })

  it('are replayed from the ledger, and what was changed by hand is named', async () => {
    const replayed = async () => {
      const found: string[] = []
      for await (const { month, cadreId, field } of at.closes.replay()) found.push(`${month} ${cadreId} ${field}`)
      return found
    }
    expect(await replayed()).to.deep.equal([])
    const header = await at.closes.header('2022-07')
    const columns = at.database.db.collection('close_columns')
    const block = await columns.findOne({ run: header?.run })
    const titles: string[] = block?.groups.who.title.texts
    const changed = { 'groups.who.title.texts': titles.map((title, i) => (i === 3 ? `原${title}` : title)) }
    await columns.updateOne({ _id: block?._id }, { $set: changed })
    const measured = at.database.db.collection<{ _id: string }>('measured_blocks')
    const base = { _id: `${header?.run}|base|000000` }
    const kept = await measured.findOne<BlockDocument>(base, { promoteBuffers: true })
    if (kept === null) throw new Error('nothing was measured')
    const score = packColumn(new Float64Array(kept.size))
    await measured.updateOne(base, { $set: joinColumns(new Map([...columnsOf(kept), ['score', score]])) })
    await at.database.db.collection('closes').updateOne({ _id: '2022-09' as never }, { $inc: { position: 1 } })
    expect(await replayed()).to.deep.equal([
      '2022-07 c00001 measured score',
      '2022-07 c00004 title',
      '2022-09  position',
    ])
    await columns.replaceOne({ _id: block?._id }, block ?? {})
    await measured.replaceOne(base, kept ?? {})
    await at.database.db.collection('closes').updateOne({ _id: '2022-09' as never }, { $inc: { position: -1 } })
    expect(await replayed()).to.deep.equal([])
  })

  it('are joined where they kept their columns one by one', async () => {
    const measured = at.database.db.collection<{ _id: string }>('measured_blocks')
    const stored = () => measured.find({}, { promoteBuffers: true }).sort({ _id: 1 }).toArray()
    const before = await stored()
    for (const { _id, names, bytes, ...rest } of before as unknown as readonly BlockDocument[]) {
      const own = columnsOf({ _id, names, bytes, ...rest })
      const units = own.get('unit')
      own.delete('unit')
      const { cadreIds, unitIds } = rest
      const [shared, ...rests] = (cadreIds?.toString() ?? '').split('\n')
      const ids = rests.map(rest => `${shared}${rest}`).join('\n')
      const who = units === undefined ? {} : { units, cadreIds: ids, unitIds: unitIds?.toString().split('\n') }
      await measured.replaceOne({ _id }, { ...rest, ...who, names: [...own.keys()], columns: [...own.values()] })
    }
    expect(await stored()).not.to.deep.equal(before)
    for (let times = 0; times < 2; times += 1)
      for (const { name, up } of migrations) if (name === 'ratings-14-joined-columns') await up(at.database)
    expect(await stored()).to.deep.equal(before)
    for await (const found of at.closes.replay()) expect.fail(JSON.stringify(found))
  })

  it('see the lists move over the year', async () => {
    const counts = (await at.closes.list()).map(({ tally }) => JSON.stringify(tally?.suggested))
    expect(new Set(counts).size).to.be.greaterThan(1)
  })

  it('are read in part: scores and outcomes agree with the rows', async () => {
    const rows = await rowsOf(at, '2022-08')
    expect([...(await at.closes.scoresOf('2022-08'))]).to.deep.equal(rows.map(row => [row.cadreId, row.score]))
    expect([...(await at.closes.outcomesOf('2022-08'))]).to.deep.equal(
      rows.map(row => [row.cadreId, countedAs({ colour: row.suggested, mark: row.mark })]),
    )
    expect(await rowsOf(at, '2030-01')).to.deep.equal([])
  })

  it('count one unit for who sees one unit', async () => {
    const own = (await at.closes.list('u001')).at(-1)?.tally
    expect(own?.people).to.equal(6)
    expect((await at.closes.list('u999')).at(-1)?.tally).to.equal(null)
  })

  it('leave no blocks that no close names', async () => {
    const runs = await at.database.db.collection('close_columns').distinct('run')
    expect(runs.sort()).to.deep.equal((await at.closes.list()).map(({ run }) => run).sort())
  })

  it('stay as they are when a record of their days comes in later', async () => {
    const before = await rowsOf(at, '2022-12')
    const id = await recordFact(at, { day: '2022-12-28', title: '迟来的记录', persons: ['c00013'], code: 'N4' })
    await verify(at, id)
    await goTo(at, '2023-01-06')
    expect(await rowsOf(at, '2022-12')).to.deep.equal(before)
    const { stored, asOf } = await comparison(at, '2022-12')
    expect(stored).to.deep.equal(asOf)
  })

  it('are completed in order from nothing, to the same', async () => {
    const before = await Promise.all(months.map(month => rowsOf(at, month)))
    await at.database.db.collection('closes').deleteMany({})
    await at.database.db.collection('audit').deleteMany({ action: 'closes.close' })
    await at.closes.closeDue()
    expect(await Promise.all(months.map(month => rowsOf(at, month)))).to.deep.equal(before)
  })
})

describe('A close', function () {
  this.timeout(120_000)
  let at: TestInstallation
  beforeEach(async () => {
    at = await assessedTown([9000, 7000, 5500], { accounts: false })
  })
  afterEach(() => at?.close())
  const runs = () => at.database.db.collection('close_columns').distinct('run')

  it('asked by two people at once and by the schedule is one close, and the others are told who made it', async () => {
    at.clock.set('2022-06-01', 9 * 3600)
    const asked = await Promise.allSettled([
      at.closes.close(byHand('2022-05')),
      at.closes.close(byHand('2022-05', '', second)),
      at.closes.closeDue(),
    ])
    expect(asked.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled'])
    const refusal = asked[1]?.status === 'rejected' ? asked[1].reason : null
    expect(refusal).to.be.instanceOf(Conflict)
    expect(refusal.message).to.equal('2022年5月已由李科员于 2022-06-01 09:00 月结；月结不能重做。')
    expect(await at.closes.list()).to.have.length(1)
    expect(await runs()).to.have.length(1)
  })

  it('sent twice by one click is answered twice', async () => {
    const order = byHand('2022-05')
    expect(await Promise.all([at.closes.close(order), at.closes.close(order)])).to.deep.equal(['2022-05', '2022-05'])
    expect(await at.closes.list()).to.have.length(1)
  })

  it('interrupted leaves blocks that nobody sees, and the next one sweeps them', async () => {
    const left = { _id: 'close-left-0', run: 'close-left', index: 0, size: 0, groups: {} }
    await at.database.db.collection<{ _id: string }>('close_columns').insertOne(left)
    expect(await rowsOf(at, '2022-05')).to.deep.equal([])
    await at.closes.close(byHand('2022-05'))
    expect(await runs()).to.deep.equal((await at.closes.list()).map(({ run }) => run))
  })

  it('on the last day itself holds what is known at that moment, and what comes later that day changes nothing', async () => {
    await at.closes.close(byHand('2022-05'))
    const before = await rowsOf(at, '2022-05')
    at.clock.set('2022-05-31', 10 * 3600)
    await verify(at, await recordFact(at, { code: 'N4', title: '当天下午的记录' }))
    expect(await rowsOf(at, '2022-05')).to.deep.equal(before)
    const { stored, asOf } = await comparison(at, '2022-05')
    expect(stored).to.deep.equal(asOf)
  })

  it('on a fixed day knows what was recorded later on the clock, before midnight set it back', async () => {
    at.clock.set('2022-05-31', 18 * 3600)
    await verify(at, await recordFact(at, { code: 'N4', title: '昨晚的记录' }))
    at.clock.set('2022-05-31', 1 * 3600)
    await at.closes.close(byHand('2022-05'))
    expect((await at.closes.header('2022-05'))?.position).to.equal(await at.ledger.head())
  })

  it('is refused before the month has ended, for a month before the first record, and never made', async () => {
    expect((await failureOf(at.closes.close(byHand('2022-06')))).message).to.include('2022-06-30 起可以月结')
    expect((await failureOf(at.closes.close(byHand('2022-04')))).message).to.include('还没有任何记录')
    expect(await at.closes.list()).to.deep.equal([])
  })

  it('waits by schedule for facts past their clock, until the fifth; then marks them', async () => {
    at.clock.set('2022-05-16', 9 * 3600)
    const waiting = await recordFact(at, { day: '2022-05-13' })
    at.clock.set('2022-05-30', 9 * 3600)
    await recordFact(at, { day: '2022-05-27', title: '还在五个工作日内' })
    await goTo(at, '2022-06-01')
    await goTo(at, '2022-06-04')
    expect(await at.closes.list()).to.deep.equal([])
    expect((await at.closes.outlook())?.waiting).to.deep.equal([waiting])
    await goTo(at, '2022-06-05')
    const header = await at.closes.header('2022-05')
    expect([header?.reason, header?.waiting]).to.deep.equal(['到期自动月结', [waiting]])
    const [carrying] = await at.closes.carrying(waiting)
    expect([carrying?.month, carrying?.closedAt.slice(0, 10)]).to.deep.equal(['2022-05', '2022-06-05'])
  })

  it('is told of a fact that waited; as known then only when it was made by then', async () => {
    await goTo(at, '2022-06-13')
    const waiting = await recordFact(at, { day: '2022-06-10' })
    await goTo(at, '2022-07-05')
    await goTo(at, '2022-07-06')
    const { moment } = createViewpoints(at)
    const told = async (day: string, known: 'then' | 'now'): Promise<readonly string[]> =>
      (await at.facts.read(second, waiting, await moment({ day, known }))).carriedOver
    expect((await at.facts.read(second, waiting)).carriedOver).to.deep.equal(['2022-06'])
    expect(await told('2022-07-05', 'then')).to.deep.equal(['2022-06'])
    expect(await told('2022-07-03', 'then')).to.deep.equal([])
    expect(await told('2022-07-03', 'now')).to.deep.equal(['2022-06'])
    expect(await told('2022-06-29', 'now')).to.deep.equal([])
  })

  it('goes through by schedule as soon as the waiting ones are verified, and they count for the next', async () => {
    at.clock.set('2022-05-16', 9 * 3600)
    const waiting = await recordFact(at, { day: '2022-05-13', code: 'N4', persons: ['c00009'] })
    await goTo(at, '2022-06-01')
    await verify(at, waiting)
    await goTo(at, '2022-06-02')
    const header = await at.closes.header('2022-05')
    expect([header?.reason, header?.waiting]).to.deep.equal(['', []])
    const colour = async (month: string) =>
      (await rowsOf(at, month)).find(({ cadreId }) => cadreId === 'c00009')?.suggested
    await goTo(at, '2022-07-01')
    expect([await colour('2022-05'), await colour('2022-06')]).to.deep.equal(['none', 'yellow'])
  })

  it('is made by a named person all the same, but not without a reason', async () => {
    at.clock.set('2022-05-16', 9 * 3600)
    const waiting = await recordFact(at, { day: '2022-05-13' })
    at.clock.set('2022-05-31', 9 * 3600)
    const refusal = await failureOf(at.closes.close(byHand('2022-05')))
    expect(refusal).to.be.instanceOf(Invalid)
    expect(refusal.fields?.reason).to.include('还有 1 件事实超期未核实')
    await at.closes.close(byHand('2022-05', '材料在外地，下月核实'))
    const header = await at.closes.header('2022-05')
    expect([header?.by, header?.closedBy.name, header?.reason]).to.deep.equal([
      'hand',
      '李科员',
      '材料在外地，下月核实',
    ])
    expect(header?.waiting).to.deep.equal([waiting])
    const audit = await at.database.db.collection('audit').findOne({ action: 'closes.close' })
    expect(audit?.object).to.deep.equal({ type: 'close', id: '2022-05' })
  })
})
