import { expect } from 'chai'
import { load } from 'cheerio'
import request from 'supertest'
import { installation, type TestInstallation } from '../support/installation.ts'

describe('Paper of sample data', function () {
  this.timeout(60_000)
  let at: TestInstallation
  before(async () => {
    at = await installation({ roster: false, accounts: false })
  })
  after(() => at.close())

  it('says so in the head that is repeated on every sheet, and other paper does not', async () => {
    const headOf = async (app: TestInstallation['express']): Promise<string> =>
      load((await request(app).get('/sign-in')).text)('.print-head').text()
    expect(await headOf(at.express))
      .to.include('执行力三色管理系统')
      .and.not.include('示例数据')
    const settings = at.database.db.collection<{ readonly _id: string }>('settings')
    await settings.updateOne({ _id: 'installation' }, { $set: { sample: true } }, { upsert: true })
    expect(await headOf(await at.app(() => false))).to.include('示例数据，人名、单位和数字均为虚构')
    const css = (await request(at.express).get('/assets/css/print.css')).text
    expect(css).to.match(/\.print-head \{\s*display: table-header-group;\s*break-inside: avoid;/)
  })
})
