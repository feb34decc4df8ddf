import { expect } from 'chai'
import type { Outcome } from '../../../src/domain/rating/suggest.ts'
import { changeRows } from '../../../src/features/alerts/change-view.ts'
import { defaultRuleSet } from '../../../src/features/rules/index.ts'

describe('A change of a suggestion in words', () => {
  const because = async (from: Outcome | null, to: Outcome | null) => {
    const movement = { _id: 'm', cadreId: 'c1', unitId: 'u1', classCode: 'A', on: '2022-05-31', at: '', entryIds: [] }
    const people = { cadres: async () => new Map(), units: async () => [] }
    const [row] = await changeRows([{ ...movement, from, to, cause: 'record' }], await defaultRuleSet(), people)
    return row?.because
  }

  it('says what changed where the colour stays and only a mark came or went', async () => {
    const none = { colour: 'none', mark: null }
    const full = { colour: 'none', mark: 'full' as const }
    expect(await because(none, full)).to.equal('因新记录；符合条件、名额已满')
    expect(await because(full, none)).to.equal('因新记录；原为“符合条件、名额已满”')
    expect(await because(full, { colour: 'red', mark: null })).to.equal('因新记录')
    expect(await because(null, none)).to.equal('因新记录')
  })
})
