import { expect } from 'chai'
import fc from 'fast-check'
import { type ClosedRow, outcomeCodecs, whoCodecs } from '../../../src/domain/closes/closed-row.ts'
import { listOf, maybeNumber, number, packAll, readAll, text } from '../../../src/domain/closes/codec.ts'

const code = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,6}$/)
const int32 = fc.integer({ min: -0x7fffffff, max: 0x7fffffff })
const share = fc.integer({ min: 0, max: 10_000 })
const mark = fc.constantFrom(null, 'locked', 'indeterminate', 'insufficient')

/** Rows of one close: every list of parts has the length of its rules. */
const closedRows = fc.integer({ min: 0, max: 5 }).chain(parts =>
  fc.array(
    fc.record<ClosedRow>({
      cadreId: fc.string(),
      name: fc.string({ unit: 'grapheme' }),
      title: fc.string({ unit: 'grapheme' }),
      unitId: fc.string(),
      classCode: code,
      head: fc.boolean(),
      colour: code,
      ownMark: mark as fc.Arbitrary<ClosedRow['ownMark']>,
      candidate: fc.boolean(),
      scored: fc.boolean(),
      provisional: fc.boolean(),
      suggested: code,
      mark: fc.oneof(mark, fc.constantFrom('tied', 'full')) as fc.Arbitrary<ClosedRow['mark']>,
      placed: fc.option(code),
      score: fc.option(int32),
      coverage: share,
      rank: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
      events: int32,
      parts: fc.array(fc.record({ mean: fc.option(share), coverage: share }), { minLength: parts, maxLength: parts }),
      reasons: fc.array(code, { maxLength: 4 }),
      why: fc.string({ unit: 'grapheme' }),
    }),
    { maxLength: 40 },
  ),
)

describe('The columns of a close', () => {
  it('give back every row as it was packed', () => {
    fc.assert(
      fc.property(closedRows, rows => {
        const named = { ...packAll(whoCodecs, rows).named, ...packAll(outcomeCodecs, rows).named }
        const at = readAll({ ...whoCodecs, ...outcomeCodecs }, { size: rows.length, named })
        expect(rows.map((_, i) => at(i))).to.deep.equal(rows)
      }),
    )
  })

  it('refuse what they could not give back', () => {
    const lists = [[{ n: 1 }], [{ n: 1 }, { n: 2 }]]
    expect(() => listOf({ n: number }).pack('list', lists)).to.throw(RangeError)
    expect(() => readAll({ gone: text }, { size: 0, named: {} })).to.throw('gone')
    expect(() => number.read({ size: 1, named: maybeNumber.pack('n', [null]) }, 'n')(0)).to.throw('n is missing at 0')
  })
})
