import { expect } from 'chai'
import type { Entry } from '../../../src/domain/evidence/entries.ts'
import { soon } from '../../support/soon.ts'
import { clerk, installation } from './installation.ts'
import {
  cadreRow,
  dutyRow,
  fileOf,
  gradeRow,
  nameOf,
  postRow,
  type Rows,
  unitRow,
  wholeRoster,
} from './made-up-roster.ts'

type Installation = Awaited<ReturnType<typeof installation>>

describe('Updating the roster by a file', () => {
  let at: Installation
  const [u1, u2] = [unitRow(1), unitRow(2)]
  const [a, b, c] = [cadreRow(1, u1), cadreRow(2, u1), cadreRow(3, u2)]
  const first: Partial<Rows> = {
    B01: [u1, u2],
    A01: [a, b, c],
    A02: [postRow(a, { 成员类别: '正职', 职务名称: '镇长' }), postRow(b), postRow(c)],
    A15: [gradeRow(a)],
    A03: [dutyRow(a, { 角色: '主要负责人', 领域: '' }), dutyRow(b)],
  }
  const imported = async (rows: Partial<Rows>, effectiveOn = '2022-05-31') =>
    at.roster.importFile(await fileOf(rows), clerk, { effectiveOn })
  const recordedBy = async (act: () => Promise<unknown>): Promise<Entry[]> => {
    const before = (await at.ledger()).length
    await act()
    return (await at.ledger()).slice(before)
  }
  const said = (entries: readonly Entry[]) => entries.map(({ kind, effectiveOn }) => `${kind} ${effectiveOn}`)

  before(async () => {
    at = await installation()
    await imported(first, '2018-01-01')
  })
  after(() => at.close())

  it('gives ids in the order of the file, and the post of today', async () => {
    const cadre = await at.people.cadre('c00001')
    expect(cadre).to.include({ name: nameOf(1), birthMonth: '1971-02', version: 1 })
    expect(cadre?.post).to.deep.equal({ unitId: 'u001', title: '镇长', head: true, since: '2018-03-15' })
    expect((await at.people.units()).map(({ id }) => id)).to.deep.equal(['u001', 'u002'])
  })

  it('tells the duties of a unit with their holders', async () => {
    const duties = await at.people.duties('u001')
    expect(duties.map(({ entry }) => [entry.subjects[0], entry.data.role, entry.data.field])).to.deep.equal([
      ['c00001', 'chief', '全面工作'],
      ['c00002', 'charge', '12345热线'],
    ])
  })

  it('changes nothing when the same file comes again', async () => {
    const entries = await recordedBy(async () => expect((await imported(first)).status).to.equal('unchanged'))
    expect(entries).to.deep.equal([])
  })

  it('changes nothing when the rows come in another order', async () => {
    const turned = Object.fromEntries(
      Object.entries(first).map(([sheet, rows]) => [sheet, [...(rows ?? [])].reverse()]),
    )
    expect((await imported(turned as Partial<Rows>)).status).to.equal('unchanged')
  })

  it('changes nothing when what the system gives out comes back', async () => {
    const { PassThrough } = await import('node:stream')
    const { createWriteStream } = await import('node:fs')
    const path = await fileOf({})
    const through = new PassThrough()
    const file = through.pipe(createWriteStream(path))
    await at.roster.writeCurrent(through)
    if (!file.closed) await new Promise(resolve => file.once('close', () => resolve(null)))
    expect((await at.roster.importFile(path, clerk)).status).to.equal('unchanged')
  })

  it('writes a changed field into the cadre alone', async () => {
    const entries = await recordedBy(() => imported({ A01: [{ ...b, 现职级: '三级主任科员' }] }))
    expect(entries).to.deep.equal([])
    expect(await at.people.cadre('c00002')).to.include({ grade: '三级主任科员', version: 2 })
  })

  it('ends the old main post and its duties when a new one begins, and leaves the past as it was', async () => {
    const move = postRow(b, { 任职机构名称: u2.机构名称!, 职务名称: '副局长', 任职时间: '20220401' })
    const entries = await recordedBy(async () => expect((await imported({ A02: [move] })).status).to.equal('done'))
    expect(said(entries)).to.deep.equal(['end 2022-04-01', 'posting 2022-04-01', 'end 2022-04-01'])
    expect((await at.people.cadre('c00002'))?.post).to.deep.include({ unitId: 'u002', title: '副局长' })
    const [, hotline] = await at.people.duties('u001')
    expect(hotline?.endedOn).to.equal('2022-04-01')
    expect((await imported({ A02: [move] })).status).to.equal('unchanged')
  })

  it('hands a duty over from the day the successor begins', async () => {
    const d = cadreRow(4, u1)
    const rows = {
      A01: [d],
      A02: [postRow(d, { 任职时间: '20220101' })],
      A03: [dutyRow(d, { 角色: '主要负责人', 领域: '', 起: '20220301' })],
    }
    const entries = await recordedBy(async () => expect((await imported(rows)).status).to.equal('done'))
    expect(said(entries)).to.deep.equal(['posting 2022-01-01', 'end 2022-03-01', 'duty 2022-03-01'])
  })

  it('corrects a grade by taking the first one back', async () => {
    const entries = await recordedBy(() => imported({ A15: [gradeRow(a, { 考核结论: '优秀' })] }))
    expect(said(entries)).to.deep.equal(['reversal 2021-12-31', 'annualGrade 2021-12-31'])
  })

  it('corrects a wrong title without beginning the post anew', async () => {
    const entries = await recordedBy(() => imported({ A02: [postRow(c, { 职务名称: '副局长' })] }))
    expect(said(entries)).to.deep.equal(['reversal 2018-03-15', 'posting 2018-03-15'])
  })

  it('begins what names no day on the day the import takes effect', async () => {
    const entries = await recordedBy(() => imported({ A03: [dutyRow(c, { 领域: '政务公开', 起: '' })] }, '2022-05-01'))
    expect(said(entries)).to.deep.equal(['duty 2022-05-01'])
  })

  it('refuses to make a 正职 of the past', async () => {
    const { status, report } = await imported({ A02: [postRow(c, { 职务名称: '副局长', 成员类别: '正职' })] })
    expect(status).to.equal('refused')
    expect(report.issues[0]?.message).to.include('请填新的任职时间')
  })

  it('warns of two chiefs on one day', async () => {
    const both = [a, c].map(who => dutyRow(who, { 机构: u2.机构名称!, 角色: '主要负责人', 领域: '', 起: '20220501' }))
    const seat = postRow(a, { 任职机构名称: u2.机构名称!, 职务名称: '兼任', 主职务: '否', 任职时间: '20220501' })
    const { report } = await imported({ A02: [seat], A03: both })
    expect(report.warnings.map(({ message }) => message).join()).to.include('有两名主要负责人')
  })
})

describe('A whole roster', () => {
  it('of 65 units and 820 cadres goes in soon', async () => {
    const at = await installation()
    const path = await fileOf(wholeRoster(65, 820))
    const started = performance.now()
    const { status } = await at.roster.importFile(path, clerk, { effectiveOn: '2022-01-01' })
    expect(status).to.equal('done')
    expect(performance.now() - started).to.be.below(soon(10_000))
    expect((await at.people.search({ text: 'zhao', unitId: null, limit: 3 })).length).to.equal(3)
    await at.close()
  })
})
