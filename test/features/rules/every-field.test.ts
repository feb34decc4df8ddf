import { expect } from 'chai'
import { parts } from '../../../src/features/rules/workbench/parts.ts'
import { drafting, idOf, type World } from './support.ts'

/** What no field of a rule set takes, or only a field of free text. */
const wrong = ['', 'NaN', '1e309', '-1', '__proto__', '９９９', '；drop', '9'.repeat(400), '不存在的选项']

describe('Every field of every page of the workbench', function () {
  this.timeout(300_000)
  let here: World
  let path: string
  before(async () => {
    ;({ here, path } = await drafting())
  })
  after(() => here.close())

  /** Every page of the workbench: parts, each kind of item, a new item. */
  async function pages(): Promise<string[]> {
    const { ruleSet } = await here.draftAt(path)
    const conditions = ruleSet.conditions.map(({ id }) => `parts/conditions/items/${id}`)
    const evidence = ruleSet.evidence.map(({ code }) => `parts/evidence/items/${code}`)
    const additions = ['parts/conditions/addition?copy=R1', 'parts/evidence/addition?copy=N1']
    return ['numbers', ...parts.map(({ code }) => `parts/${code}`), ...conditions, ...evidence, ...additions]
  }

  it('takes what is wrong with a sentence in Chinese beside it, and keeps every other word', async () => {
    const k1 = await here.visitor('k1')
    const rules = here.database.db.collection('rule_sets')
    const id = idOf(path) as never
    const draft = await rules.findOne({ _id: id })
    if (draft === null) throw new Error('no draft')
    let [tried, refused] = [0, 0]
    for (const where of await pages()) {
      const address = `${path}/${where}`
      await k1.open(address)
      const form = k1.page
      const asked = { ...k1.fields }
      const ids = form('[id]')
        .toArray()
        .map(one => form(one).attr('id'))
      expect(ids, where).to.have.length(new Set(ids).size)
      const controls = form('main form').find('input[type!=hidden], textarea, select').toArray()
      const names = [...new Set(controls.map(one => form(one).attr('name') ?? ''))].filter(name => name in asked)
      let isAsAsked = true
      for (const name of names) {
        const value = wrong[tried++ % wrong.length] ?? ''
        if (!isAsAsked) await k1.open(address)
        const answer = await k1.send(address, { [name]: value })
        const what = `${where} ${name}=${value.slice(0, 20)}`
        expect(answer.status, what).to.be.oneOf([303, 422])
        if (answer.status === 303) {
          await rules.replaceOne({ _id: id }, draft)
          isAsAsked = false
          continue
        }
        refused += 1
        const { page } = k1
        expect(page('.form-errors li').text(), what)
          .to.match(/[\u4e00-\u9fff]/)
          .and.not.match(/undefined|\[object|NaN。/)
        const target = page('.form-errors a').first().attr('href')
        if (target !== undefined) expect(page(`[id="${target.slice(1)}"]`).length, `${what} → ${target}`).to.equal(1)
        for (const other of names) {
          // What is judged brings fields of its own.
          if (other !== name && !name.endsWith('kind'))
            expect(k1.fields[other], `${what}: ${other}`).to.deep.equal(asked[other])
        }
        expect(await rules.findOne({ _id: id }), what).to.deep.equal(draft)
        // On the page that was refused one puts it right and goes on.
        isAsAsked = !name.endsWith('kind')
        k1.fields = { ...k1.fields, [name]: asked[name] ?? '' }
      }
    }
    expect(refused).to.be.above(tried / 3)
  })
})
