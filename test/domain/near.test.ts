import { expect } from 'chai'
import { alertsOf, alertsSince } from '../../src/domain/rating/alerts.ts'
import { nearness } from '../../src/domain/rating/near.ts'
import { type Book, rated, scoring } from './support/book.ts'
import { ruleSetV1 } from './support/rules.ts'

const TODAY = '2024-06-30'
const near = (book: Book) => {
  const { down, up } = nearness(rated(book, TODAY), ruleSetV1)
  const told = (one: typeof down) => one && `${one.conditionId} ${one.delta} ${one.colour}`
  return { down: told(down), up: told(up) }
}

describe('The nearest limit', () => {
  const table: readonly [string, Book, string | null, string | null][] = [
    ['1.90 above yellow', scoring(7690, '2024-06-01'), 'Y1 -191 yellow', null],
    ['on the limit itself', scoring(7500, '2024-06-01'), 'Y1 -1 yellow', null],
    ['just below it', scoring(7490, '2024-06-01'), null, 'Y1 10 none'],
    ['too far to be told', scoring(8000, '2024-06-01'), null, null],
    ['just above red', scoring(6001, '2024-06-01'), 'R1 -2 red', null],
    ['in the red, just below', scoring(5900, '2024-06-01'), null, 'R1 100 yellow'],
  ]
  for (const [name, book, down, up] of table) it(name, () => expect(near(book)).to.deep.equal({ down, up }))

  it('is one more N2 where there is one, and nothing where there is none', () => {
    const book = scoring(8900, '2024-06-01')
    expect(near(book).down).to.equal(null)
    book.fact('2024-06-10', 'N2')
    expect(near(book).down).to.equal('Y4 100 yellow')
  })

  it('is not told of points where another condition holds them anyway', () => {
    const book = scoring(7799, '2024-06-01')
    book.fact('2024-06-10', 'N4') // 73.99, and Y4
    expect(near(book).up).to.equal(null)
  })
})

describe('The alerts of a rating', () => {
  it('keep the day they began, until they end or a term is moved', () => {
    const book = scoring(7600, '2024-06-01')
    book.placement('2024-06-01', 'yellow', { lastDay: '2024-09-01' })
    const keys = alertsOf(rated(book, TODAY), ruleSetV1)
    expect(keys).to.deep.equal({ down: 100, term: '2024-09-01' })
    const first = alertsSince(keys, undefined, '2024-06-01')
    const next = alertsSince({ down: 50, term: '2024-12-01' }, first, TODAY)
    expect(next).to.deep.equal({ down: { key: 50, since: '2024-06-01' }, term: { key: '2024-12-01', since: TODAY } })
    expect(alertsSince({}, next, TODAY)).to.deep.equal({})
  })
})
