import { expect } from 'chai'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import type { TestInstallation } from '../../support/installation.ts'
import { publish } from '../../support/publish.ts'
import { type Answer, pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'
import { assessedTown } from '../closes/support.ts'
import { limited, weighed } from '../ratings/other-rules.ts'

const PATH = '/lists/all?sort=name'
const DAY = '2022-06-01'

/** Who is reached by them is written anew beside the others, or everybody into collections of the edition's own. */
const kinds = {
  'other limits': limited(8000),
  'other limits and weights': (rules: RuleSet): RuleSet => limited(8000)(weighed(rules)),
}

for (const [by, change] of Object.entries(kinds))
  describe(`A list that the browser holds while everybody is judged again by ${by}`, function () {
    this.timeout(120_000)
    let at: TestInstallation
    let k1: Visitor
    before(async () => {
      at = await assessedTown([9000, 8300, 7800, 7600, 7400])
      k1 = await at.signIn('k1')
      await publish(at, 'V2', DAY, change)
      at.clock.set(DAY, 9 * 3600)
    })
    after(() => at?.close())

    const marksOn = (answer: Answer): string => {
      const $ = pageOf(answer)
      const marks = $('main tbody tr').toArray()
      return marks.map(row => $(row).find('.mark').first().text().replace(/\s+/g, '')).join()
    }
    const versionOn = (answer: Answer): string => /按规则 (V\d) 算出/.exec(wordsOf(answer))?.[1] ?? ''
    const again = (tag: string): Promise<Answer> =>
      k1.agent.get(PATH).set('If-None-Match', tag).redirects(0) as unknown as Promise<Answer>

    it('is never held to be unchanged across the change, and never shows half of it', async () => {
      const whole = new Map<string, string>()
      const tags = new Map<string, string>()
      const statuses: number[] = []
      const look = async (): Promise<void> => {
        const fresh = await k1.open(PATH)
        const [version, marks, tag] = [versionOn(fresh), marksOn(fresh), String(fresh.headers.etag)]
        expect(marks, version).to.equal(whole.get(version) ?? marks)
        whole.set(version, marks)
        expect(wordsOf(fresh)).to.equal(tags.get(tag) ?? wordsOf(fresh))
        tags.set(tag, wordsOf(fresh))
        statuses.push((await again(tag)).status)
      }
      await look()
      // Every step waits until somebody has looked.
      for (let step = 0; ; step += 1) {
        let left = step + 1
        const throwIfAborted = (): void => {
          left -= 1
          if (left === 0) throw new Error('killed')
        }
        const signal = { throwIfAborted } as AbortSignal
        const outcome = await at.ratings.dailyPass(at.journal, DAY, { signal, batch: 7 }).catch(error => error)
        await look()
        if (!(outcome instanceof Error)) break
        expect(step).to.be.below(20)
      }
      expect([...whole.keys()]).to.deep.equal(['V1', 'V2'])
      expect(whole.get('V1')).not.to.equal(whole.get('V2'))
      expect(new Set(statuses)).to.deep.equal(new Set([304]))
      const held = [...tags].filter(([, words]) => words.includes('按规则 V1 算出'))
      expect(held.length).to.be.above(2)
      for (const [tag] of held) expect((await again(tag)).status).to.equal(200)
    })

    it('is not held to be unchanged by who asks at the very moment of the change', async () => {
      const before = await k1.open(PATH)
      await publish(at, 'V3', '2022-06-02', limited(7500))
      at.clock.set('2022-06-02', 9 * 3600)
      let over = false
      const asked: Answer[] = []
      const asking = (async () => {
        while (!over) asked.push(await again(String(before.headers.etag)))
        asked.push(await again(String(before.headers.etag)))
      })()
      await at.ratings.dailyPass(at.journal, at.clock.today(), { batch: 7 })
      over = true
      await asking
      const shown = asked.filter(({ status }) => status === 200)
      for (const answer of shown) expect(['V2', 'V3']).to.include(versionOn(answer))
      for (const version of ['V2', 'V3']) {
        const marks = shown.filter(answer => versionOn(answer) === version).map(marksOn)
        expect(new Set(marks).size).to.be.at.most(1)
      }
      expect(asked.at(-1)?.status).to.equal(200)
      expect(versionOn(asked.at(-1) as Answer)).to.equal('V3')
    })

    it('is what the ledger gives, as everything else is, and so when all of before is swept', async () => {
      for (const sweep of [false, true]) {
        if (sweep) await at.ratings.tidy('2100-01-01T00:00:00.000Z')
        const then = await k1.open(`${PATH}&asOf=2022-06-02&known=now`)
        expect(marksOn(await k1.open(PATH)))
          .to.equal(marksOn(then))
          .and.not.equal('')
        for (const path of ['/', '/alerts', '/alerts/digest', '/fairness', '/files/c00001'])
          expect((await k1.open(path)).status, path).to.equal(200)
        for (const path of ['/exports/lists.xlsx', '/exports/alerts.xlsx'])
          expect((await k1.download(path)).status, path).to.equal(200)
        expect(await at.ratings.replay(at.clock.today())).to.deep.equal([])
      }
    })

    it('says while a day has not been looked at up to which day it has', async () => {
      at.clock.set('2022-06-05', 9 * 3600)
      for (const path of ['/', PATH, '/alerts'])
        expect(wordsOf(await k1.open(path))).to.include('正在核定到 2022-06-05，现在核定到 2022-06-02')
      await at.ratings.dailyPass(at.journal, at.clock.today())
      for (const path of ['/', PATH, '/alerts']) expect(wordsOf(await k1.open(path))).not.to.include('正在核定到')
    })
  })
