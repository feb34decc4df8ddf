import { createWriteStream } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { expect } from 'chai'
import { importSheets } from '../../../src/features/evidence/import-layout.ts'
import {
  createEvidenceStore,
  createImports,
  evidenceRoutes,
  type Imports,
} from '../../../src/features/evidence/index.ts'
import { readWorkbook, writeWorkbook } from '../../../src/platform/workbook/index.ts'
import { ruleSet } from '../../domain/assessments/builders.ts'
import { type Site, site, type Visitor } from '../assessments/site.ts'
import { j1, k1, keys } from '../assessments/support.ts'

const lin = ['林知行', '370699198001010011']
const bai = ['白石溪', '370699198203030053']

/** A file in the shape of the template, of these rows by sheet. */
async function file(rows: Readonly<Record<string, readonly (readonly string[])[]>>): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'sanse-evidence-')), 'file.xlsx')
  const out = createWriteStream(path)
  const sheets = importSheets(ruleSet)
    .filter(({ name }) => name in rows)
    .map(({ name, columns }) => ({
      name,
      title: name,
      columns: columns.map(({ heading }) => ({ heading, width: 12, kind: 'text' as const })),
      rows: rows[name] ?? [],
    }))
  await writeWorkbook({ properties: { title: 't', creator: 't' }, sheets }, out)
  out.end()
  await finished(out)
  return path
}

const whole = {
  B12345月排名: [
    ['202204', '镇街', '甲镇人民政府', '1', '20220505'],
    ['202204', '镇街', '乙街道', '2', '20220505'],
  ],
  年度考核: [[...lin, '2021', '称职', '20220115']],
  平时考核: [[...lin, '2022年一季度', '较好', '20220408']],
  征求意见: [[...bai, '信访', '20220520', '无异议', '']],
  督办通知: [['海组督〔2022〕3号', '12345 办理', '甲镇', '12345', '20220510', '20220524', '', '', '20220520']],
  处分与否决事项: [[...bai, '处分影响期', '纪〔2022〕1号', '20220201', '20220801']],
  '名单（历史）': [[...lin, '黄名单·提醒', '20210901', '', '', '部务会', '部务会〔2021〕9号', '20211201', '整改到位']],
}

describe('the import of evidence', () => {
  let here: Site
  let imports: Imports
  let clerk: Visitor
  before(async () => {
    const made = (parts: Parameters<NonNullable<Parameters<typeof site>[0]>>[0]) => {
      imports = createImports({ ...parts, store: createEvidenceStore(parts.database) })
      return evidenceRoutes({ imports })
    }
    here = await site(made)
    clerk = await here.signedIn('k1')
  })
  after(() => here.close())

  const send = async (rows: Parameters<typeof file>[0]) => {
    const id = await imports.send(k1, { path: await file(rows), name: '依据.xlsx' }, keys())
    return imports.find(id)
  }
  const headOf = () => here.ledger.head()

  /** The workbook of a refused import, as it is given back. */
  const returned = async (id: string): Promise<string> => {
    const path = join(await mkdtemp(join(tmpdir(), 'sanse-evidence-')), 'errors.xlsx')
    const out = createWriteStream(path)
    await imports.writeErrors(id, out)
    out.end()
    await finished(out)
    return path
  }

  const firstLineOf = async (id: string, name: string): Promise<string> => {
    const read = await readWorkbook(await returned(id))
    const sheet = read.ok ? read.sheets.find(one => one.name === name) : undefined
    return JSON.stringify([...(sheet?.rows[0]?.cells.values() ?? [])])
  }

  it('offers a template that can be read again, and nothing is in it', async () => {
    const answer = await clerk.agent
      .get('/evidence/template.xlsx')
      .buffer()
      .parse((stream, done) => {
        const parts: Buffer[] = []
        stream.on('data', part => parts.push(part))
        stream.on('end', () => done(null, Buffer.concat(parts)))
      })
    const path = join(await mkdtemp(join(tmpdir(), 'sanse-evidence-')), 'template.xlsx')
    await writeFile(path, answer.body)
    const read = await readWorkbook(path)
    expect(read.ok && read.sheets.map(sheet => sheet.name)).to.include.members(Object.keys(whole))
    const id = await imports.send(k1, { path, name: '空.xlsx' }, keys())
    expect((await imports.find(id)).issues[0]?.message).to.contain('没有一行数据')
  })

  it('tries a file without writing, then records all of it in one command', async () => {
    const before = await headOf()
    const tried = await send(whole)
    expect(tried.issues).to.deep.equal([])
    expect(tried).to.include({ status: 'ready', recorded: 9 })
    expect(await headOf()).to.equal(before)
    const { $ } = await clerk.open(`/evidence/import/${tried._id}`)
    expect($('main').text()).to.contain('林知行，2021 年度考核 称职').and.contain('记入账本 9 条')
    await clerk.post(`/evidence/import/${tried._id}/confirmation`).expect(303)
    expect(await headOf()).to.equal(before + 9)
    const kinds = (await here.ledger.entriesOf('c1')).slice(2).map(entry => entry.kind)
    expect(kinds).to.include.members(['annualGrade', 'quarterGrade', 'notice', 'placement', 'end'])
    const placement = (await here.ledger.byKind('placement')).at(-1)
    expect(placement?.data.lastDay).to.equal('2021-11-30')
    expect((await imports.find(tried._id)).rows).to.equal('')
  })

  it('finds everything already there the second time', async () => {
    const again = await send(whole)
    expect(again).to.deep.include({ status: 'ready', recorded: 0, issues: [] })
    expect(again.lines.every(line => line.outcome === 'there')).to.equal(true)
  })

  it('names what is wrong by sheet, row and column, and records nothing of it', async () => {
    const before = await headOf()
    const wrong = await send({
      B12345月排名: [
        ['202203', '镇街', '甲镇', '1', '20220405'],
        ['202203', '镇街', '乙街道', '3', '20220405'],
      ],
      年度考核: [
        [...lin, '2021', '优秀', '20220115'],
        [...bai, '2021', '特好', '20220115'],
        ['无名氏', '370699199001010016', '2021', '称职', '20220115'],
        ['林之行', lin[1]!, '2020', '称职', '20210115'],
        [...bai, '2020', '称职', '20210115'],
        [...bai, '2020', '称职', '20210116'],
      ],
      征求意见: [[...bai, '信访', '2022-13-20', '有异议', '']],
    })
    expect(wrong.status).to.equal('refused')
    expect(wrong.issues.map(({ sheet, row, heading }) => `${sheet} ${row} ${heading}`)).to.have.members([
      'B12345月排名 3 名次',
      '年度考核 3 年度',
      '年度考核 4 等次',
      '年度考核 5 身份证号',
      '年度考核 6 姓名',
      '征求意见 3 回复日期',
    ])
    expect(await headOf()).to.equal(before)
    await clerk.open(`/evidence/import/${wrong._id}`)
    await clerk.post(`/evidence/import/${wrong._id}/confirmation`).expect(409)
    const answer = await clerk.agent.get(`/evidence/import/${wrong._id}/errors.xlsx`).expect(200)
    expect(answer.headers['content-type']).to.contain('spreadsheetml')
  })

  it('refuses a field that nobody is in charge of beside its cell, and takes one left out', async () => {
    const served = (number: string, field: string) => [
      number,
      '督办',
      '甲镇',
      field,
      '20220510',
      '20220524',
      '',
      '',
      '',
    ]
    const wrong = await send({ 督办通知: [served('海组督〔2022〕8号', '一二三四五'), served('海组督〔2022〕9号', '')] })
    expect(wrong.issues.map(({ row, heading }) => `${row} ${heading}`)).to.deep.equal(['3 领域'])
    expect(wrong.issues[0]?.message).to.contain('没有人分管“一二三四五”').and.contain('留空')
  })

  it('says of a refused file that nothing was imported, and how many rows have no fault', async () => {
    const rows = {
      年度考核: [
        [...bai, '2016', '特好', '20170115'],
        [...bai, '2015', '称职', '20160115'],
      ],
    }
    const wrong = await send({ ...rows, 征求意见: [[...bai, '信访', '20220521', '无异议', '']] })
    const { $ } = await clerk.open(`/evidence/import/${wrong._id}`)
    const words = $('main').text().replace(/\s+/g, ' ')
    expect(words).to.contain('没有导入任何内容：共 3 行，有误 1 行，其余 2 行无误。')
    expect(words).to.not.contain('新增').and.not.contain('成功')
    expect($('main .data-table th[scope=col]').text()).to.contain('无误').and.contain('有误')
    expect(words).to.contain('年度考核2 行11').and.contain('征求意见1 行10')
    expect(words).to.contain('2015 年度考核 称职可导入')
    expect(await firstLineOf(wrong._id, '年度考核')).to.contain('没有导入：无误 1 条，有误 1 条')
    expect(await firstLineOf(wrong._id, '征求意见')).to.contain('没有导入：无误 1 条，有误 0 条')
    const history = (await clerk.open('/evidence/import')).$(`main tbody tr:has(a[href$="${wrong._id}"])`).text()
    expect(history).to.contain('1 处错误，未导入')
  })

  it('says before the confirmation that it would add, after it that it did', async () => {
    const tried = await send({ 年度考核: [[...bai, '2014', '称职', '20150115']] })
    const words = async () => (await clerk.open(`/evidence/import/${tried._id}`)).$('main').text().replace(/\s+/g, ' ')
    expect(await words()).to.contain('2014 年度考核 称职将新增')
    await clerk.post(`/evidence/import/${tried._id}/confirmation`).expect(303)
    expect(await words()).to.contain('2014 年度考核 称职新增')
    const first = await send({ 年度考核: [[...bai, '2013', '称职', '20140115']] })
    await send({ 年度考核: [[...bai, '2013', '称职', '20140115']] })
    const dropped = (await clerk.open(`/evidence/import/${first._id}`)).$('main').text().replace(/\s+/g, ' ')
    expect(dropped).to.contain('什么也没有导入').and.contain('2013 年度考核 称职可导入').and.not.contain('新增')
  })

  it('counts no row as good where a column is missing', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'sanse-evidence-')), 'file.xlsx')
    const out = createWriteStream(path)
    const columns = ['姓名', '身份证号', '年度', '等次'].map(heading => ({ heading, width: 12, kind: 'text' as const }))
    const sheets = [{ name: '年度考核', title: '年度考核', columns, rows: [[...bai, '2012', '称职']] }]
    await writeWorkbook({ properties: { title: 't', creator: 't' }, sheets }, out)
    out.end()
    await finished(out)
    const id = await imports.send(k1, { path, name: '缺列.xlsx' }, keys())
    const words = (await clerk.open(`/evidence/import/${id}`)).$('main').text().replace(/\s+/g, ' ')
    expect(words).to.contain('没有导入任何内容：共 1 行，有误 1 行，其余 0 行无误。')
    expect(await firstLineOf(id, '年度考核')).to.contain('没有导入：无误 0 条，有误 1 条')
  })

  it('gives the refused file back so that it can be mended and sent again', async () => {
    const wrong = await send({ 年度考核: [[...bai, '2019', '特好', '20200115']] })
    const path = await returned(wrong._id)
    const read = await readWorkbook(path)
    const sheet = read.ok ? read.sheets.find(one => one.name === '年度考核') : undefined
    expect(await firstLineOf(wrong._id, '年度考核')).to.contain('没有导入：无误 0 条，有误 1 条')
    expect(JSON.stringify([...(sheet?.rows[2]?.cells.values() ?? [])])).to.contain('等次：“特好”不在可选范围内')
    const id = await imports.send(k1, { path, name: '改.xlsx' }, keys())
    expect((await imports.find(id)).issues).to.have.length(1)
  })

  it('refuses what could be recorded when it was tried and no longer can', async () => {
    const first = await send({ 年度考核: [[...bai, '2018', '称职', '20190115']] })
    const id = await imports.send(
      j1,
      { path: await file({ 年度考核: [[...bai, '2018', '优秀', '20190115']] }), name: 'b.xlsx' },
      keys(),
    )
    await imports.confirm(j1, id, keys())
    await clerk.open(`/evidence/import/${first._id}`)
    const { $ } = clerk.keep(await clerk.post(`/evidence/import/${first._id}/confirmation`).expect(409))
    expect($('.form-errors').text()).to.contain('情况有变')
  })

  it('drops what one sent before, and is closed to who has no right', async () => {
    const first = await send({ 年度考核: [[...bai, '2017', '称职', '20180115']] })
    await send({ 年度考核: [[...bai, '2017', '称职', '20180115']] })
    expect(await imports.find(first._id)).to.include({ status: 'dropped', rows: '' })
    const leader = await here.signedIn('lead')
    expect((await leader.open('/evidence/import')).answer.status).to.equal(403)
  })

  it('asks for a file', async () => {
    await clerk.open('/evidence/import')
    const { _csrf, _key } = clerk.hidden
    const answer = await clerk.agent.post('/evidence/import').field('_csrf', _csrf).field('_key', _key)
    expect(answer.status).to.equal(422)
    expect(answer.text).to.contain('请选择要上传的 Excel 文件')
  })
})
