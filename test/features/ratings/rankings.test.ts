import { expect } from 'chai'
import type { NewEntry } from '../../../src/domain/evidence/entries.ts'
import { shiftMonth } from '../../../src/domain/time/days.ts'
import { newId } from '../../../src/platform/ids.ts'
import type { TestInstallation } from '../../support/installation.ts'
import { wordsOf } from '../../support/visitor.ts'
import { assessedTown, second } from '../closes/support.ts'

const TODAY = '2022-05-31'
/** 主要负责人 of unit 1, where nobody is recorded for 12345. */
const CHIEF = 'c00001'

describe('What is recorded of others and asked for by every rating', function () {
  this.timeout(60_000)
  let at: TestInstallation
  const keys = () => ({ idempotencyKey: newId('key'), requestId: 'test' })
  let last = 0

  /** Unit 1 is the last of four, unless others are told. */
  const publish = async (month: string, units = [2, 3, 4, 1]): Promise<number> => {
    const positions = units.map((n, i) => ({ unitId: `u00${n}`, position: i + 1 }))
    return at.evidence.ranking(second, { month, group: '镇街', on: `${shiftMonth(month, 1)}-10`, positions }, keys())
  }
  const colourOf = async (cadreId: string): Promise<string | undefined> =>
    (await at.ratings.store.standing(cadreId, await at.ratings.edition(TODAY)))?.colour
  const record = (entry: NewEntry): Promise<number> =>
    at.journal.submit({ action: 'tests.record', actor: second, ...keys(), run: async work => work.record(entry).id })
  const replayed = async (): Promise<readonly unknown[]> => at.ratings.replay(TODAY)

  before(async () => {
    at = await assessedTown([8000])
  })
  after(() => at?.close())

  it('moves at once whoever answers for a unit that is ranked, and names the ranking', async () => {
    for (const month of ['2021-11', '2021-12', '2022-01', '2022-02', '2022-03']) await publish(month)
    expect(await colourOf(CHIEF)).to.equal('none')
    last = await publish('2022-04')
    expect(await colourOf(CHIEF)).to.equal('yellow')
    expect(await replayed()).to.deep.equal([])
    const [movement] = await at.database.db.collection('movements').find({ cadreId: CHIEF }).sort({ _id: -1 }).toArray()
    expect(movement).to.deep.include({ on: TODAY, cause: 'record', entryIds: [last] })
  })

  it('moves them back when it is taken back', async () => {
    await at.evidence.reversal(second, { of: last, reason: '名次录反' }, keys())
    expect(await colourOf(CHIEF)).to.equal('none')
    expect(await replayed()).to.deep.equal([])
    last = await publish('2022-04')
    expect(await colourOf(CHIEF)).to.equal('yellow')
    const words = wordsOf(await (await at.signIn('k1')).open(`/files/${CHIEF}`))
    expect(words).to.include('黄名单不由得分决定，再扣 5.01 分低于黄线').and.not.to.include('到蓝线')
  })

  it('rates anew who answers in the place of nobody when somebody has the duty, and when that is over', async () => {
    const data = { unitId: 'u001', role: 'charge', field: '12345' } as const
    const duty = await record({ kind: 'duty', subjects: ['c00005', 'u001'], effectiveOn: '2021-06-01', data })
    expect(await replayed()).to.deep.equal([])
    const end = { of: duty, reason: '调整分工' }
    await record({ kind: 'end', subjects: ['c00005', 'u001'], effectiveOn: TODAY, data: end })
    expect(await replayed()).to.deep.equal([])
  })

  it('moves at once whoever answers for a unit that a newer ranking leaves out, and back when that is taken back', async () => {
    await at.evidence.reversal(second, { of: last, reason: '漏了单位' }, keys())
    await publish('2021-10')
    expect(await colourOf(CHIEF)).to.equal('yellow')
    const without = await publish('2022-04', [2, 3, 4])
    expect(await colourOf(CHIEF)).to.equal('none')
    expect(await replayed()).to.deep.equal([])
    await at.evidence.reversal(second, { of: without, reason: '漏了单位' }, keys())
    expect(await colourOf(CHIEF)).to.equal('yellow')
    expect(await replayed()).to.deep.equal([])
  })

  it('follows a reversal that is taken back, and that again', async () => {
    const month = await publish('2022-04')
    const subjects = ['u002', 'u003', 'u004', 'u001']
    const takeBack = (of: number) =>
      record({ kind: 'reversal', subjects, effectiveOn: '2022-05-10', data: { of, reason: '录错' } })
    const third = await takeBack(await takeBack(await takeBack(month)))
    const { version } = await at.ratings.edition(TODAY)
    const entries = (await at.ratings.entriesToRate([CHIEF], version.ruleSet)).get(CHIEF)
    expect(entries?.map(({ id }) => id)).to.include(third)
    expect(await replayed()).to.deep.equal([])
  })
})
