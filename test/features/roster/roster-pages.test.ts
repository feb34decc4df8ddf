import { expect } from 'chai'
import { load } from 'cheerio'
import { clerk } from './installation.ts'
import { cadreRow, dutyRow, fileOf, postRow, unitRow } from './made-up-roster.ts'
import { site } from './site.ts'

type Site = Awaited<ReturnType<typeof site>>

describe('The pages of the roster import', () => {
  let at: Site
  let visitor: Awaited<ReturnType<Site['visitor']>>
  const unit = unitRow(1)
  const [a, b] = [cadreRow(1, unit), cadreRow(2, unit)]
  const textOf = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
  /** Sends a file and answers the address of its page. */
  const send = async (rows: Parameters<typeof fileOf>[0]) => {
    const answer = await visitor.upload(await fileOf(rows))
    expect(answer.status, answer.text).to.equal(303)
    return String(answer.headers.location)
  }
  const see = async (path: string) => textOf((await visitor.get(path).expect(200)).text)

  before(async () => {
    at = await site()
    visitor = await at.visitor('section')
  })
  after(() => at.close())

  it('offer the template and say that nothing was imported yet', async () => {
    expect(await see('/roster/import')).to.include('还没有导入过名册')
    const { headers } = await visitor.get('/roster/template.xlsx').expect(200)
    expect(decodeURIComponent(String(headers['content-disposition']))).to.include('干部名册导入模板.xlsx')
  })

  it('ask for a file when none was chosen, and refuse what is no workbook', async () => {
    const answer = await visitor.upload(`${import.meta.dirname}/site.ts`)
    expect(answer.status).to.equal(422)
    expect(textOf(answer.text)).to.include('不是 Excel 工作簿')
  })

  it('show what a file would do before anything is written, and write it when confirmed', async () => {
    const path = await send({ B01: [unit], A01: [a, b], A02: [postRow(a), postRow(b)], A03: [dutyRow(a)] })
    expect(await see(path))
      .to.include('还没有写入')
      .and.include('确认导入 6 处变化')
    expect(await at.people.units()).to.have.length(0)
    const answer = await visitor.post(`${path}/confirmation`, { effectiveOn: '2022-05-01' }, path)
    expect(answer.status).to.equal(303)
    expect(await see(path)).to.include('生效日期 2022-05-01')
    expect(await at.people.units()).to.have.length(1)
    expect(
      (await visitor.post(`${path}/confirmation`, { effectiveOn: '2022-05-01' }, '/roster/import')).status,
    ).to.equal(409)
  })

  it('show changes field by field, before and after', async () => {
    const html = (await visitor.get(await send({ A01: [{ ...a, 现职级: '三级主任科员' }] })).expect(200)).text
    const $ = load(html)
    expect($('.changes dt').text()).to.equal('现职级')
    expect([$('.changes del').text(), $('.changes ins').text()]).to.deep.equal(['四级主任科员', '三级主任科员'])
  })

  it('say that a file was imported before, and that nothing would change', async () => {
    const rows = { A01: [{ ...b, 健康状况: '一般' }] }
    const path = await fileOf(rows)
    await at.roster.importFile(path, clerk)
    const answer = await visitor.upload(path)
    const text = await see(String(answer.headers.location))
    expect(text).to.include('由 周敏 导入过').and.include('与在册一致')
    expect(text).not.to.include('确认导入 ')
  })

  it('say of a refused file which rows are good and which are not, and of none that it is new', async () => {
    const path = await send({
      A01: [
        { ...a, 备注: '甲乙' },
        { ...b, 性别: '不明' },
      ],
    })
    const $ = load((await visitor.get(path).expect(200)).text)
    const cells = (row: string) =>
      $(`main table.plain ${row}`)
        .first()
        .find('th, td')
        .toArray()
        .map(cell => $(cell).text().trim())
    expect(cells('thead tr')).to.deep.equal(['工作表', '行数', '无误', '有误'])
    expect(cells('tbody tr').slice(1)).to.deep.equal(['2', '1', '1'])
    expect($('main').text()).to.not.include('新增')
  })

  it('refuse a date ahead beside the field, and keep what was typed', async () => {
    const path = await send({ A01: [{ ...a, 备注: '甲' }] })
    const answer = await visitor.post(`${path}/confirmation`, { effectiveOn: '2022-06-01' }, path)
    expect(answer.status).to.equal(422)
    const $ = load(answer.text)
    expect($('#f-effectiveOn').val()).to.equal('2022-06-01')
    expect($('#f-effectiveOn-error').text()).to.include('不能在今天之后')
  })

  it('refuse to carry out what was compared with an older roster, and compare it again on request', async () => {
    const path = await send({ A01: [{ ...a, 备注: '乙' }] })
    await at.roster.importFile(await fileOf({ A01: [{ ...b, 备注: '丙' }] }), clerk)
    const answer = await visitor.post(`${path}/confirmation`, { effectiveOn: '2022-05-31' }, path)
    expect(answer.status).to.equal(409)
    expect(textOf(answer.text)).to.include('名册有了变化')
    expect((await visitor.post(`${path}/comparison`, {}, path)).status).to.equal(303)
    expect((await visitor.post(`${path}/confirmation`, { effectiveOn: '2022-05-31' }, path)).status).to.equal(303)
    expect(await at.people.cadre('c00001')).to.include({ note: '乙' })
  })

  it('list what to mend with its place, and give the file back', async () => {
    const path = await send({ A02: [postRow(a, { 任职机构名称: '没有的局' })] })
    expect(await see(path))
      .to.include('有 1 处错误')
      .and.include('A02职务3任职机构名称'.slice(0, 5))
    const { headers } = await visitor.get(`${path}/errors.xlsx`).expect(200)
    expect(decodeURIComponent(String(headers['content-disposition']))).to.include('（错误）.xlsx')
    expect(at.reads).to.include('roster.errors')
  })

  it('forget the rows as typed once they are carried out or replaced', async () => {
    await send({ A01: [a] })
    const left = await at.database.db.collection('import_rows').distinct('importId')
    expect(left).to.have.length(1)
  })

  it('are closed to who may not import', async () => {
    const other = await at.visitor('supervision')
    await other.get('/roster/import').expect(403)
    await other.get('/roster/template.xlsx').expect(403)
    await other.get('/roster/current.xlsx').expect(403)
  })

  it('log the download of the roster with its full id numbers', async () => {
    await visitor.get('/roster/current.xlsx').expect(200)
    expect(at.reads).to.include('roster.export')
  })
})
