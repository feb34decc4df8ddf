import { expect } from 'chai'
import fc from 'fast-check'
import type { Entry } from '../../../src/domain/evidence/entries.ts'
import { reversalRefusal, toleranceRefusal, verificationRefusal } from '../../../src/domain/facts/decisions.ts'
import { currentState, type FactLife, factLife, stateOf } from '../../../src/domain/facts/fact-life.ts'
import { knownEntries } from '../../../src/domain/rating/known.ts'
import { fact, reversal, tolerance, verification } from './builders.ts'

const lifeOf = (...entries: Entry[]): FactLife => factLife(1, entries) as FactLife
const waiting = [fact(1, 'k1')]
const verified = [...waiting, verification(2, 'k2', 1)]
const partly = [...waiting, verification(2, 'k2', 1, 'partly')]
const untrue = [...waiting, verification(2, 'k2', 1, 'false')]
const tolerated = [...verified, tolerance(3, 'j1', 1)]
const reversed = [...waiting, reversal(2, 'j1', 1)]

describe('the life of a fact', () => {
  const states: [string, Entry[]][] = [
    ['waiting', waiting],
    ['true', verified],
    ['partly', partly],
    ['false', untrue],
    ['tolerated', tolerated],
    ['reversed', reversed],
    ['true', [...tolerated, reversal(4, 'j1', 3)]],
    ['waiting', [...verified, reversal(3, 'j1', 2)]],
    ['true', [...verified, reversal(3, 'j1', 2), reversal(4, 'j1', 3)]],
    ['waiting', [...reversed, reversal(3, 'j1', 2)]],
    ['waiting', [...tolerated, reversal(4, 'j1', 2)]],
  ]
  for (const [state, entries] of states) {
    it(`is ${state} after ${entries.map(({ kind, id }) => `${kind} ${id}`).join(', ')}`, () => {
      expect(currentState(lifeOf(...entries))).to.equal(state)
    })
  }

  it('is shared by the channels, but a channel may be taken back alone', () => {
    const life = lifeOf(fact(1, 'k1'), fact(2, 'k1', { sameAs: 1 }), verification(3, 'k2', 1), reversal(4, 'j1', 2))
    expect([stateOf(life, 1), stateOf(life, 2), currentState(life)]).to.deep.equal(['true', 'reversed', 'true'])
    expect(factLife(2, life.history)?.root).to.equal(1)
  })

  it('waits again when the channel its verification was given to is taken back', () => {
    const life = lifeOf(fact(1, 'k1'), fact(2, 'k1', { sameAs: 1 }), verification(3, 'k2', 1), reversal(4, 'j1', 1))
    expect([stateOf(life, 1), stateOf(life, 2), currentState(life)]).to.deep.equal(['reversed', 'waiting', 'waiting'])
  })

  it('keeps what is said about other facts out', () => {
    const life = lifeOf(fact(1, 'k1'), fact(2, 'k1'), verification(3, 'k2', 2), reversal(4, 'j1', 3))
    expect(life.history.map(({ id }) => id)).to.deep.equal([1])
    expect(factLife(3, life.history)).to.equal(null)
  })

  it('reads reversals as the rating does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 12 }), picks => {
        const entries: Entry[] = [...verified]
        for (const pick of picks) entries.push(reversal(entries.length + 1, 'j1', (pick % entries.length) + 1))
        const known = knownEntries(entries, '9999-12-31T23:59:59.999Z').map(({ id }) => id)
        const life = lifeOf(...entries)
        for (const id of [1, 2]) expect(life.reversedBy.has(id)).to.equal(!known.includes(id))
      }),
    )
  })
})

describe('who may decide about a fact, and when', () => {
  const because = (refusal: { because: string } | null) => refusal?.because ?? 'yes'

  it('verifies a waiting one by another account only', () => {
    const ask = (entries: Entry[], by: string) => because(verificationRefusal(lifeOf(...entries), by))
    expect(ask(waiting, 'k1')).to.equal('person')
    expect(ask(waiting, 'k2')).to.equal('yes')
    for (const entries of [verified, partly, untrue, tolerated, reversed]) expect(ask(entries, 'k3')).to.equal('state')
    expect(ask([...verified, reversal(3, 'j1', 2)], 'k3')).to.equal('yes')
  })

  it('counts every channel’s recorder, and who approved the 容错', () => {
    const channels = [...waiting, fact(2, 'k2', { sameAs: 1 })]
    expect(because(verificationRefusal(lifeOf(...channels), 'k2'))).to.equal('person')
    expect(because(verificationRefusal(lifeOf(...channels, reversal(3, 'j1', 2)), 'k2'))).to.equal('person')
    expect(because(verificationRefusal(lifeOf(...tolerated, reversal(4, 'j2', 2)), 'j1'))).to.equal('person')
  })

  it('approves 容错 of a true negative one by another than its verifier', () => {
    const ask = (entries: Entry[], by: string) => because(toleranceRefusal(lifeOf(...entries), by))
    expect(ask(verified, 'k2')).to.equal('person')
    expect(ask(verified, 'j1')).to.equal('yes')
    expect(ask(partly, 'j1')).to.equal('yes')
    for (const entries of [waiting, untrue, tolerated, reversed]) expect(ask(entries, 'j2')).to.equal('state')
    expect(ask([fact(1, 'k1', { intent: null }), verification(2, 'k2', 1)], 'j1')).to.equal('state')
  })

  it('takes an entry back once, and restores only what nothing replaced', () => {
    const ask = (of: number, ...entries: Entry[]) => {
      const life = lifeOf(...entries)
      const target = life.history.find(entry => entry.id === of)
      return target === undefined ? 'none' : because(reversalRefusal(life, target))
    }
    expect(ask(1, ...waiting)).to.equal('yes')
    expect(ask(1, ...reversed)).to.equal('state')
    expect(ask(2, ...reversed)).to.equal('yes')
    const again = [...verified, reversal(3, 'j1', 2), verification(4, 'k3', 1)]
    expect(ask(3, ...again)).to.equal('state')
    expect(ask(4, ...again)).to.equal('yes')
    expect(ask(5, ...tolerated, reversal(4, 'j1', 3), tolerance(5, 'j2', 1))).to.equal('yes')
    expect(ask(4, ...tolerated, reversal(4, 'j1', 3), tolerance(5, 'j2', 1))).to.equal('state')
  })

  it('lets nothing come back behind a verification', () => {
    const life = lifeOf(
      fact(1, 'k1'),
      fact(2, 'k1', { sameAs: 1 }),
      reversal(3, 'j1', 2),
      verification(4, 'k2', 1),
      reversal(5, 'j1', 4),
      fact(6, 'k1', { sameAs: 1 }),
    )
    const restoring = (id: number) => because(reversalRefusal(life, life.history.find(entry => entry.id === id)!))
    expect(restoring(5)).to.equal('state')
    expect(restoring(3)).to.equal('yes')
    expect(life.verification).to.equal(null)
    const seen = factLife(1, life.history.slice(0, 4)) as FactLife
    expect(because(reversalRefusal(seen, seen.history[2]!))).to.equal('state')
  })
})
