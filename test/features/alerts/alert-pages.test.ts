import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { digestText } from '../../../src/features/alerts/index.ts'
import { OPEN } from '../../../src/features/ratings/edition.ts'
import { readWorkbook } from '../../../src/platform/workbook/index.ts'
import { type Filled, filledInstallation } from '../../support/filled.ts'
import { type Answer, pageOf, wordsOf } from '../../support/visitor.ts'

describe('Alerts, changes and the digest', function () {
  this.timeout(120_000)
  let at: Filled
  /** Of unit 1, of unit 2. */
  let own: string
  let other: string
  let unitOf = new Map<string, string>()

  /** Puts somebody into a kind of alerts since a day. */
  const stand = (cadreId: string, since: string) =>
    at.database.db.collection<{ readonly _id: string }>('standing_alerts').updateOne(
      { _id: cadreId },
      {
        $set: { 'alerts.idle': { key: -700, since } },
        $setOnInsert: { cadreId, from: 1, until: OPEN, unitId: unitOf.get(cadreId), classCode: 'town-deputy' },
      },
      { upsert: true },
    )

  before(async () => {
    at = await filledInstallation()
    unitOf = new Map((await at.ratings.store.all()).map(({ cadreId, unitId }): [string, string] => [cadreId, unitId]))
    const firstOf = (unit: string) => [...unitOf].find(([, unitId]) => unitId === unit)?.[0] ?? ''
    own = firstOf('u001')
    other = firstOf('u002')
    const [from, to] = ['none', 'yellow'].map(colour => ({ colour, mark: null }))
    const moved = Array.from({ length: 64 }, (_, n) => {
      const cadreId = n < 60 ? own : other
      const on = n === 0 ? '2022-04-01' : '2022-05-30'
      const _id = `000001|${String(n).padStart(10, '0')}|${cadreId}`
      return {
        _id,
        cadreId,
        unitId: unitOf.get(cadreId),
        classCode: 'x',
        on,
        at: on,
        from,
        to,
        cause: 'time',
        entryIds: [],
      }
    })
    const movements = at.database.db.collection<{ _id: string }>('movements')
    await movements.deleteMany({})
    await movements.insertMany(moved)
    await stand(own, '2022-05-30')
    await stand(other, '2022-03-01')
  })
  after(() => at.close())

  const namesOf = (answer: Answer): string[] => {
    const $ = pageOf(answer)
    return $('main tbody a[href^="/files/"]')
      .toArray()
      .map(link => String($(link).attr('href')).slice('/files/'.length))
  }

  it('lists every change since a day page by page, forwards and back', async () => {
    const lead = at.as('lead')
    const first = await lead.open('/alerts/changes?since=2022-05-01')
    expect(wordsOf(first)).to.include('共 63 项').and.to.include('因时间推移')
    expect(namesOf(first)).to.have.length(50)
    expect(namesOf(first).slice(0, 5)).to.deep.equal([other, other, other, other, own])
    const next = String(pageOf(first)('.paging a').last().attr('href'))
    const second = await lead.open(next)
    expect(namesOf(second)).to.have.length(13)
    const back = await lead.open(String(pageOf(second)('.paging a').first().attr('href')))
    expect(namesOf(back)).to.deep.equal(namesOf(first))
    expect(wordsOf(await lead.open('/alerts/changes?since=2022-04-01'))).to.include('共 64 项')
    expect(wordsOf(await lead.open('/alerts/changes?since=2022-05-31'))).to.include('没有人的建议发生变化')
  })

  it('shows a liaison the changes of their unit alone', async () => {
    const answer = await at.as('u1').open('/alerts/changes?since=2022-05-01')
    expect(wordsOf(answer)).to.include('共 59 项')
    expect(namesOf(answer)).not.to.include(other)
    const digest = wordsOf(await at.as('u2').open('/alerts/digest?since=2022-05-01'))
    expect(digest).to.match(/建议的变化 ?4 项/)
  })

  it('leads from each name of the digest to the file, and from what is left out to all of it', async () => {
    const $ = pageOf(await at.as('lead').open('/alerts/digest?since=2022-05-01'))
    const changes = $('section').first()
    expect(changes.find(`li a[href="/files/${own}"]`).length).to.equal(26)
    expect(changes.find(`li a[href="/files/${other}"]`).length).to.equal(4)
    const rest = changes.find('p a')
    expect(`${rest.text()} ${rest.attr('href')}`).to.equal('另有 33 项，全部查看 /alerts/changes?since=2022-05-01')
  })

  it('writes the address of each person and of the rest into the text for mail', async () => {
    const digest = await at.alerts.digest({ since: '2022-05-01', unitIds: null })
    const text = digestText(digest, 'https://sanse.example')
    expect(text).to.match(new RegExp(`^- .+ https://sanse\\.example/files/${own}$`, 'm'))
    expect(text).to.include('……另有 33 项，见 https://sanse.example/alerts/changes?since=2022-05-01')
    expect(digestText(digest)).to.include(` /files/${own}`)
  })

  it('says of those near a limit how points and facts are put in one order, on the page and in Excel', async () => {
    const order = '1 件、1 次、1 个月、1 个渠道都与 1 分同等看待'
    const lead = at.as('lead')
    for (const kind of ['down', 'up']) expect(wordsOf(await lead.open(`/alerts?kind=${kind}`)), kind).to.include(order)
    for (const kind of ['fell', 'term'])
      expect(wordsOf(await lead.open(`/alerts?kind=${kind}`)), kind).not.to.include(order)
    const file = await lead.download('/exports/alerts.xlsx?kind=down')
    const path = join(at.dataFolder, 'alerts.xlsx')
    await writeFile(path, file.body)
    const text = JSON.stringify(await readWorkbook(path), (_, value) => (value instanceof Map ? [...value] : value))
    expect(text).to.include(order)
  })

  it('narrows a kind to who stands in it since a day, and says what the day is', async () => {
    const lead = at.as('lead')
    const all = await lead.open('/alerts?kind=idle')
    expect(namesOf(all)).to.include(own).and.to.include(other)
    expect(wordsOf(all)).to.include('“列入本类”是开始列在这一类的日期，其间情形可能有变')
    const fresh = await lead.open('/alerts?kind=idle&since=2022-05-25')
    expect(namesOf(fresh)).to.include(own).and.not.to.include(other)
    expect(pageOf(fresh)('[name=since]').val()).to.equal('2022-05-25')
    const chip = pageOf(fresh)('.chips a').first()
    expect(chip.attr('href')).to.equal('/alerts?kind=idle')
    expect((await lead.open('/alerts?kind=idle&since=x')).status).to.equal(422)
  })
})
