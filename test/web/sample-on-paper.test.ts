import { expect } from 'chai'
import request from 'supertest'
import { installation, type TestInstallation } from '../support/installation.ts'

describe('Paper of sample data', function () {
  this.timeout(60_000)
  let at: TestInstallation
  before(async () => {
    at = await installation({ roster: false, accounts: false })
  })
  after(() => at.close())

  it('says so in the margin of every sheet, and other paper does not', async () => {
    const link = '/assets/css/print-sample.css'
    expect((await request(at.express).get('/sign-in')).text).not.to.include(link)
    const settings = at.database.db.collection<{ readonly _id: string }>('settings')
    await settings.updateOne({ _id: 'installation' }, { $set: { sample: true } }, { upsert: true })
    expect((await request(await at.app(() => false)).get('/sign-in')).text).to.include(link)
    expect((await request(at.express).get(link)).text).to.match(/@page \{\s*@top-right \{[^}]*示例数据/)
  })
})
