import { expect } from 'chai'
import type { Unit } from '../../../src/domain/people/unit.ts'
import { installation, type TestInstallation } from '../../support/installation.ts'
import { type Answer, pageOf, type Visitor } from '../../support/visitor.ts'

/** Every page that asks for a unit, and what its address calls one. */
const pages = [
  ['/lists/all', 'unit'],
  ['/cadres', 'unit'],
  ['/alerts', 'unit'],
  ['/facts', 'unitId'],
  ['/assessments', 'unit'],
  ['/fairness', 'unit'],
] as const

describe('The choice of a unit', function () {
  this.timeout(120_000)
  let at: TestInstallation
  let visitor: Visitor
  let first: Unit
  const ask = (path: string, name: string, text: string): Promise<Answer> =>
    visitor.open(`${path}?${new URLSearchParams({ [name]: text })}`)
  const add = async (count: number): Promise<void> => {
    await at.journal.submit({
      action: 'test',
      actor: { userId: 'k1', name: '李科员', role: 'section' },
      idempotencyKey: `units-${count}`,
      requestId: 'test',
      run: async work => {
        for (let i = 1; i <= count; i += 1)
          at.people.writeUnit(work, {
            ...first,
            id: `v${i}`,
            code: `900.${String(i).padStart(3, '0')}`,
            name: i <= 3 ? `第${i}水库管理处` : `远${i}村`,
            shortName: i <= 3 ? `${i}库` : `远${i}`,
          })
        return []
      },
    })
  }
  const options = (answer: Answer, name: string): string[] => {
    const $ = pageOf(answer)
    return $(`main select[name=${name}] option`)
      .toArray()
      .map(option => $(option).text())
  }

  before(async () => {
    at = await installation()
    visitor = await at.signIn('k1')
    first = (await at.people.units())[0] as Unit
  })
  after(() => at.close())

  it('is a list of the units, and takes a name or a code in the address too', async () => {
    for (const [path, name] of pages) {
      const units = (await at.people.units()).map(unit => unit.name)
      for (const text of [first.id, first.name, first.shortName, first.code]) {
        const answer = await ask(path, name, text)
        expect(answer.status, path).to.equal(200)
        expect(options(answer, name), path).to.deep.equal(['全部', ...units])
        expect(pageOf(answer)(`main select[name=${name}]`).val(), `${path} ${text}`).to.equal(first.id)
      }
      const wrong = pageOf(await ask(path, name, '没有的局'))
      expect(wrong('.filter-bar .error').text(), path).to.include('没有单位“没有的局”')
    }
  })

  it('is a text where there are hundreds, which says what it means', async () => {
    await add(300)
    for (const [path, name] of pages) {
      const blank = pageOf(await ask(path, name, ''))
      expect(blank(`.filter-bar input[name=${name}]`).attr('type'), path).to.equal('text')
      expect(blank('main option').length, path).to.be.below(100)
      for (const text of ['2库', '第2水库', '900.002', 'v2'])
        expect(
          pageOf(await ask(path, name, text))(`.filter-bar input[name=${name}]`).val(),
          `${path} ${text}`,
        ).to.equal('第2水库管理处')
    }
  })

  it('offers the units that a text may mean, or says that there are none or too many', async () => {
    for (const [path, name] of pages) {
      const several = await ask(path, name, '水库')
      expect(pageOf(several)('.filter-bar .error').text(), path).to.equal('“水库”可指 3 个单位，请选择一个。')
      expect(options(several, name).slice(1), path).to.deep.equal([1, 2, 3].map(i => `第${i}水库管理处　900.00${i}`))
      const none = pageOf(await ask(path, name, '水井'))
      expect(none('.filter-bar .error').text(), path).to.equal('没有名称或编码是“水井”的单位。')
      expect(none(`.filter-bar input[name=${name}]`).val(), path).to.equal('水井')
      expect(pageOf(await ask(path, name, '远'))('.filter-bar .error').text(), path).to.include('请写得更全')
    }
  })

  it('takes a name where a fact is recorded', async () => {
    await visitor.open('/facts/new')
    const answer = pageOf(await visitor.post('/facts', { unitId: '第2水库', title: '一件事' }))
    expect(answer('input[name=unitId]').val()).to.equal('第2水库管理处')
    expect(answer('#f-unitId-error').length).to.equal(0)
    const several = pageOf(await visitor.post('/facts', { unitId: '水库', title: '一件事' }))
    expect(several('select[name=unitId] option').length).to.equal(4)
  })
})
