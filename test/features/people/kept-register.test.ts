import { expect } from 'chai'
import { createPeople, migrations } from '../../../src/features/people/index.ts'
import { runMigrations } from '../../../src/platform/database/index.ts'
import { freshDatabase } from '../../support/database.ts'

const FIRST = '2022-03-01T01:00:00.000Z'
const SECOND = '2022-04-01T01:00:00.000Z'
const cadre = (id: string, version: number) => ({
  _id: id,
  name: id,
  pinyin: id,
  initials: id,
  idNumber: id,
  level: '副职',
  version,
})
const unit = (id: string) => ({
  _id: id,
  code: id,
  name: id,
  shortName: id,
  kind: 'town',
  parentId: null,
  from: '2018-01-01',
  until: null,
})
const posting = (_id: number, cadreId: string, recordedAt: string) => ({
  _id,
  kind: 'posting',
  subjects: [cadreId, 'u001'],
  effectiveOn: '2018-01-01',
  recordedAt,
  data: { unitId: 'u001' },
})
const imported = (_id: string, at: string, changed: number) => ({
  _id,
  status: 'done',
  done: { at },
  report: {
    sheets: [
      { code: 'A01', changed },
      { code: 'B01', changed: 0 },
    ],
  },
})

describe('An installation from before versions of the register were kept', function () {
  this.timeout(60_000)

  it('learns since when each was registered, and tells how many it cannot show as they were', async () => {
    const database = await freshDatabase()
    const { db } = database
    const put = (collection: string, ...documents: object[]) => db.collection(collection).insertMany(documents)
    await put('cadres', cadre('c00001', 2), cadre('c00002', 1), cadre('c00003', 1), cadre('c00004', 3))
    await put('units', unit('u001'))
    // c00002 never held a post: they came before c00003, so with the first import.
    await put('ledger', posting(1, 'c00001', FIRST), posting(2, 'c00003', FIRST), posting(3, 'c00004', SECOND))
    await put('imports', imported('im1', FIRST, 0), imported('im2', SECOND, 1))
    for (let times = 0; times < 2; times += 1) {
      await runMigrations(database, migrations)
      const people = createPeople({ database })
      const namesOn = async (day: string) => [...(await (await people.at({ day, known: 'then' })).names()).keys()]
      expect(await namesOn('2022-02-28')).to.deep.equal([])
      expect(await namesOn('2022-03-01')).to.have.members(['c00001', 'c00002', 'c00003'])
      expect(await namesOn('2022-04-01')).to.have.members(['c00001', 'c00002', 'c00003', 'c00004'])
      const unkeptOn = async (day: string) => (await people.at({ day, known: 'now' })).unkept()
      expect(await unkeptOn('2022-03-31')).to.deep.equal({ cadres: 1, units: 0 })
      expect(await unkeptOn('2022-04-01')).to.deep.equal({ cadres: 0, units: 0 })
      expect(await people.unkept()).to.deep.equal({ cadres: 0, units: 0 })
      await db.collection('migrations').deleteMany({})
    }
    await database.close()
  })
})
