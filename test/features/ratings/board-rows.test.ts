import { expect } from 'chai'
import fc from 'fast-check'
import { place, placeAmong } from '../../../src/domain/rating/place.ts'
import type { BoardRow } from '../../../src/features/ratings/board.ts'
import { BoardRows } from '../../../src/features/ratings/board-rows.ts'
import { ruleSetV1 } from '../../domain/support/rules.ts'

const numberOrNull = fc.option(fc.integer({ min: 0, max: 12_000 }))
const colour = fc.constantFrom('blue', 'none', 'yellow', 'red')
const since = fc.constantFrom('2022-01-01', '2022-05-31')

const anyRow = (cadreId: string): fc.Arbitrary<BoardRow> =>
  fc.record({
    cadreId: fc.constant(cadreId),
    from: fc.integer({ min: 1, max: 9 }),
    unitId: fc.constantFrom('u1', 'u2', 'u3'),
    classCode: fc.constantFrom('town-deputy', 'town-head'),
    scored: fc.boolean(),
    score: fc.oneof(fc.constantFrom(9000, 9100), numberOrNull),
    candidate: fc.boolean(),
    parts: fc.tuple(numberOrNull, numberOrNull).map(means => means.map(mean => ({ mean }))),
    colour,
    mark: fc.constantFrom(null, 'locked', 'insufficient'),
    suggested: fc.record({ colour, mark: fc.constantFrom(null, 'tied', 'full', 'locked') }),
    since,
    placed: fc.option(colour),
    alertsFrom: fc.integer({ min: 1, max: 9 }),
    alerts: fc.oneof(
      fc.constant({}),
      fc.record({ up: fc.record({ key: fc.nat(20), since }), term: fc.record({ key: since, since }) }),
    ),
  })

/** So few ids that they meet again, so many that chunks are split. */
const anyId = fc.nat(1800).map(i => `c${i}`)

type Step = { readonly set: BoardRow } | { readonly remove: string } | { readonly copy: true }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 20, arbitrary: anyId.chain(anyRow).map(set => ({ set })) },
  { weight: 5, arbitrary: anyId.map(remove => ({ remove })) },
  { weight: 1, arbitrary: fc.constant({ copy: true } as const) },
)

const inOrder = (rows: ReadonlyMap<string, BoardRow>): BoardRow[] =>
  [...rows.values()].sort((a, b) => (a.cadreId < b.cadreId ? -1 : 1))

function boardOf(all: Iterable<BoardRow>): BoardRows {
  const rows = new BoardRows()
  for (const row of all) rows.set(row.cadreId, row)
  return rows
}

/** So many rows in order of their ids, as a board is read. */
function filled(n: number): { rows: BoardRows; map: Map<string, BoardRow> } {
  const map = new Map<string, BoardRow>()
  for (const row of fc.sample(anyRow('x'), { numRuns: n, seed: n })) {
    const cadreId = `c${map.size}`
    map.set(cadreId, { ...row, cadreId })
  }
  return { rows: boardOf(inOrder(map)), map }
}

describe("Everybody's rows", () => {
  it('hold what a map holds, in order of the ids, whatever is done to them and to their copies', () => {
    const begin = filled(1500)
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 300 }), steps => {
        let [rows, map] = [begin.rows.copy(), new Map(begin.map)]
        const left: [BoardRows, Map<string, BoardRow>][] = [[begin.rows, begin.map]]
        for (const step of steps) {
          if ('copy' in step) {
            left.push([rows, map])
            rows = rows.copy()
            map = new Map(map)
          } else if ('set' in step) {
            rows.set(step.set.cadreId, step.set)
            map.set(step.set.cadreId, step.set)
          } else {
            rows.delete(step.remove)
            map.delete(step.remove)
            expect(rows.has(step.remove)).to.equal(false)
          }
        }
        for (const [own, expected] of [...left, [rows, map] as const]) {
          expect(own.size).to.equal(expected.size)
          expect([...own.values()]).to.deep.equal(inOrder(expected))
        }
        for (const cadreId of ['c0', 'c7', 'c1799', 'nobody']) expect(rows.get(cadreId)).to.deep.equal(map.get(cadreId))
      }),
      { numRuns: 20 },
    )
  })

  it('take rows in any order', () => {
    const { map } = filled(1500)
    const backwards = boardOf(inOrder(map).reverse())
    expect([...backwards.values()]).to.deep.equal(inOrder(map))
  })

  it('are empty again when everybody is gone', () => {
    const { rows, map } = filled(1200)
    for (const id of map.keys()) rows.delete(id)
    expect(rows.size).to.equal(0)
    expect([...rows.values()]).to.deep.equal([])
    expect(rows.get('c1')).to.equal(undefined)
  })

  it('are placed as a list of them is', () => {
    fc.assert(
      fc.property(fc.array(anyId.chain(anyRow), { minLength: 1, maxLength: 200 }), people => {
        const map = new Map(people.map(row => [row.cadreId, row]))
        expect(placeAmong(boardOf(map.values()), ruleSetV1)).to.deep.equal(place([...map.values()], ruleSetV1))
      }),
      { numRuns: 200 },
    )
  })
})
