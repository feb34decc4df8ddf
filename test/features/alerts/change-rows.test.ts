import { expect } from 'chai'
import type { Outcome } from '../../../src/domain/rating/suggest.ts'
import { changeRows } from '../../../src/features/alerts/change-view.ts'
import { defaultRuleSet } from '../../../src/features/rules/index.ts'

describe('A change of a suggestion in words', () => {
  const rowOf = async (from: Outcome | null, to: Outcome | null, reasons: readonly string[] = []) => {
    const movement = { _id: 'm', cadreId: 'c1', unitId: 'u1', classCode: 'A', on: '2022-05-31', at: '', entryIds: [] }
    const people = { cadres: async () => new Map(), units: async () => [] }
    const [row] = await changeRows([{ ...movement, from, to, cause: 'record' }], await defaultRuleSet(), people, {
      of: async () => new Map([['m', reasons]]),
    })
    return row
  }
  const because = async (...change: Parameters<typeof rowOf>) => (await rowOf(...change))?.because

  it('says what changed where the colour stays and only a mark came or went', async () => {
    const none = { colour: 'none', mark: null }
    const full = { colour: 'none', mark: 'full' as const }
    expect(await because(none, full)).to.equal('因新记录；符合条件、名额已满')
    expect(await because(full, none)).to.equal('因新记录；原为“符合条件、名额已满”')
    expect(await because(full, { colour: 'red', mark: null })).to.equal('因新记录')
    expect(await because(null, none)).to.equal('因新记录')
  })

  it('says what turned instead, when the ledger tells it', async () => {
    const full = { colour: 'none', mark: 'full' as const }
    const lost = '名额：由“有名额”变为“名额已满”'
    expect(await because({ colour: 'blue', mark: null }, full, [lost])).to.equal(`因新记录；${lost}`)
  })

  it('shows the marks of a change that is one of the mark alone', async () => {
    const row = await rowOf({ colour: 'none', mark: 'full' }, { colour: 'none', mark: 'tied' })
    expect([row?.from?.label, row?.fromNote]).to.deep.equal(['常态', '（名额已满）'])
    expect([row?.to?.label, row?.toNote]).to.deep.equal(['常态', '（并列待研究）'])
  })
})
