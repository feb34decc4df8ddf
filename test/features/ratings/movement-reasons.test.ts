import { expect } from 'chai'
import type { RuleVersion } from '../../../src/domain/rules/rule-set.ts'
import { createMovementReasons, type Movement } from '../../../src/features/ratings/index.ts'
import { type Book, CADRE, scoring } from '../../domain/support/book.ts'
import { ruleSetV1 } from '../../domain/support/rules.ts'
import { limited } from './other-rules.ts'

const DAY = '2024-07-01'
const MOMENT = `${DAY}T01:00:00.000Z`
const version = { ruleSet: ruleSetV1, hash: 'v1', effectiveOn: '2000-01-01', publishedAt: '' }

/** Somebody who meets every condition of blue; the grade of the year counts for a year from 2023-07-01. */
function candidate(): Book {
  const book = scoring(9400, '2024-06-01')
  book.fact('2024-05-01', 'P4')
  book.fact('2024-05-02', 'P5', { channel: '一线考察' })
  book.annualGrade('2023-07-01', 2022, '称职')
  return book
}

async function reasonsOf(
  book: Book,
  more: Pick<Movement, 'from' | 'to' | 'cause'> & Partial<Movement>,
  published: readonly RuleVersion[] = [version],
) {
  const movement = { _id: 'm', cadreId: CADRE, unitId: 'u1', classCode: '', on: DAY, at: MOMENT, entryIds: [], ...more }
  const reasons = createMovementReasons({
    ratings: { entriesToRate: async () => new Map([[CADRE, book.entries]]) },
    rules: { published: async () => published },
  })
  return (await reasons.of([movement])).get('m')
}

const blue = { colour: 'blue', mark: null }
const none = { colour: 'none', mark: null }

describe('Why a movement came about', () => {
  it('is the condition that the day ended, although a record of the same moment makes it hold again', async () => {
    const book = candidate()
    const grade = book.entries.at(-1)?.id
    book.annualGrade(DAY, 2023, '优秀')
    const words = await reasonsOf(book, { from: blue, to: none, cause: 'time' })
    expect(words).to.deep.equal([
      'B4 原成立，现缺数据：12 个月内最近一次年度考核 称职 → 缺数据，“12 个月内最近一次年度考核不低于称职”',
      `记录 ${grade} 已过期限，不再计入`,
    ])
  })

  it('by time names the lines of the score that it made others', async () => {
    const book = scoring(7350, '2024-06-01')
    const old = book.fact('2024-01-01', 'P4')
    const [from, to] = [none, { colour: 'yellow', mark: null }]
    const label = ruleSetV1.evidence.find(({ code }) => code === 'P4')?.label
    const turned = 'Y1 由不成立变为成立：得分 75.50 分 → 74.50 分，“得分低于 75 分”'
    expect(await reasonsOf(book, { from, to, cause: 'time' })).to.deep.equal([
      turned,
      `时间折减：P4 ${label}（记录 ${old}）+2.00 → +1.00`,
    ])
  })

  it('is what the records brought, compared with the moment before them', async () => {
    const book = candidate()
    const id = book.annualGrade(DAY, 2023, '优秀')
    const words = await reasonsOf(book, { from: none, to: blue, cause: 'record', entryIds: [id] })
    expect(words).to.deep.equal([
      'B4 原缺数据，现成立：12 个月内最近一次年度考核 缺数据 → 优秀，“12 个月内最近一次年度考核不低于称职”',
    ])
  })

  it('is a place lost to others while every condition still holds', async () => {
    const on = { on: '2024-06-30', at: '2024-06-30T01:00:00.000Z' }
    const full = { colour: 'none', mark: 'full' as const }
    const words = await reasonsOf(candidate(), { ...on, from: blue, to: full, cause: 'others' })
    expect(words).to.deep.equal(['名额：由“有名额”变为“名额已满”'])
  })

  it('says of months running what became of them: settled with a placement, and counted anew with the next', async () => {
    const yellow = { colour: 'yellow', mark: null }
    const book = scoring(8000, '2024-06-01')
    book.duty('2024-01-01', 'charge')
    const run = ['2024-02', '2024-03', '2024-04', '2024-05'].map(month => book.ranking(month, 9, '2024-06-05'))
    const placed = book.placement(DAY, 'yellow', { causes: run })
    const subject = '本人分管 12345 的单位 12345 同类排名连续在末 3 位'
    const limit = `“${subject}达到 3 个月”`
    expect(await reasonsOf(book, { from: yellow, to: none, cause: 'record', entryIds: [placed] })).to.deep.equal([
      `Y2 由成立变为不成立：${subject} 4 个月（已随名单处理，不再计），${limit}`,
    ])
    const on = { on: '2024-07-05', at: '2024-07-05T01:00:00.000Z' }
    const next = book.ranking('2024-06', 9, '2024-07-05')
    expect(await reasonsOf(book, { ...on, from: none, to: yellow, cause: 'record', entryIds: [next] })).to.deep.equal([
      `Y2 由不成立变为成立：${subject} 4 个月（已随名单处理，不再计） → 5 个月（其后又有，连同已处理的一并计），${limit}`,
    ])
    const better = book.ranking('2024-07', 1, '2024-08-05')
    const then = { on: '2024-08-05', at: '2024-08-05T01:00:00.000Z' }
    expect(
      await reasonsOf(book, { ...then, from: yellow, to: none, cause: 'record', entryIds: [better] }),
    ).to.deep.equal([`Y2 由成立变为不成立：${subject} 5 个月 → 0 个月（已中断），${limit}`])
  })

  it('is told against the rules that were in force, not against a version replaced before it began', async () => {
    const book = scoring(7400, '2024-06-01')
    const later = (id: string, limit: number): RuleVersion => {
      const ruleSet = { ...limited(limit)(ruleSetV1), id }
      return { ruleSet, hash: id, effectiveOn: DAY, publishedAt: id }
    }
    const yellow = { colour: 'yellow', mark: null }
    const versions = [
      { ...version, ruleSet: limited(7000)(ruleSetV1), hash: 'old' },
      later('V2', 9000),
      later('V3', 7500),
    ]
    expect(await reasonsOf(book, { from: none, to: yellow, cause: 'rules' }, versions)).to.deep.equal([
      'Y1 由不成立变为成立：得分 74.00 分，原规则“得分低于 70 分”，新规则“得分低于 75 分”',
    ])
  })

  it('is not guessed when the ledger does not give what the movement says', async () => {
    expect(
      await reasonsOf(candidate(), { from: none, to: { colour: 'red', mark: null }, cause: 'time' }),
    ).to.deep.equal([])
  })
})
