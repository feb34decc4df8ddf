import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { digestText } from '../../../src/features/alerts/index.ts'
import { newId } from '../../../src/platform/ids.ts'
import { readWorkbook } from '../../../src/platform/workbook/index.ts'
import { installation, type TestInstallation } from '../../support/installation.ts'
import { publish } from '../../support/publish.ts'
import { type Visitor, wordsOf } from '../../support/visitor.ts'

const clerk = { userId: 'test', name: '测试', role: 'section' }

/** 结果 30 and 过程 50 instead of 50 and 30. */
const turned = (ruleSet: RuleSet): RuleSet => ({
  ...ruleSet,
  score: {
    ...ruleSet.score,
    parts: ruleSet.score.parts.map(part => ({
      ...part,
      weight: { result: 3000, process: 5000 }[part.code] ?? part.weight,
    })),
  },
})

describe('a fall of the score, of whose two days one had other rules', function () {
  this.timeout(180_000)
  let at: TestInstallation
  let k1: Visitor

  /** c00005 is seen: the result rows at one value, the process rows at another. */
  async function assess(result: number, process: number): Promise<void> {
    const { ruleSet } = await at.rules.inForce(at.clock.today())
    const { rows, cells } = ruleSet.indicators
    const isResult = (row: string) => rows.some(({ code, part }) => code === row && part === 'result')
    const values = Object.fromEntries(cells.map(({ id, row }) => [id, isResult(row) ? result : process]))
    await at.journal.submit({
      ...{ action: 'tests.assess', actor: clerk, idempotencyKey: newId('key'), requestId: 'test' },
      run: async work => {
        const data = { type: '跟踪考察', methods: ['谈'], team: '一组', from: work.today, cells: values, note: '' }
        work.record({ kind: 'assessment', subjects: ['c00005'], effectiveOn: work.today, data })
        return null
      },
    })
  }
  async function goTo(day: string): Promise<void> {
    at.clock.set(day, 9 * 3600)
    await at.ratings.dailyPass(at.journal, day)
  }

  before(async () => {
    at = await installation()
    k1 = await at.signIn('k1')
    await assess(10_000, 8000)
    await goTo('2022-06-30')
    await publish(at, 'V2', '2022-07-01', turned)
    await goTo('2022-07-01')
    await goTo('2022-08-31')
    await assess(4000, 4000)
  })
  after(() => at?.close())

  const told = '3 个月内下降 23.75 分（均按规则 V2 计：87.50 → 63.75，Y7）'

  it('is told as by the rules of now, on the page, in the digest and in Excel', async () => {
    expect(wordsOf(await k1.open('/files/c00005?asOf=2022-05-31&known=then')), 'shown then').to.include('92.50')
    expect(wordsOf(await k1.open('/alerts?kind=fell')))
      .to.include(told)
      .and.include('此前的得分按现在的规则重算，规则变动不算下降')
    expect(digestText(await at.alerts.digest({ since: '2022-08-01', unitIds: null }))).to.include(told)
    const path = join(at.dataFolder, 'fell.xlsx')
    await writeFile(path, (await k1.download('/exports/alerts.xlsx?kind=fell')).body)
    const text = JSON.stringify(await readWorkbook(path), (_, value) => (value instanceof Map ? [...value] : value))
    expect(text).to.include(told)
  })

  it('is told so in the file of the cadre', async () => {
    expect(wordsOf(await k1.open('/files/c00005'))).to.include('−23.75 分（均按规则 V2 计）')
  })

  it('is told as it was shown once both days have the same rules', async () => {
    await goTo('2022-10-01')
    await assess(1000, 1000)
    expect(wordsOf(await k1.open('/alerts?kind=fell'))).to.match(/3 个月内下降 \d+\.\d\d 分（87\.50 → \d+\.\d\d，Y7）/)
    expect(wordsOf(await k1.open('/files/c00005'))).not.to.include('均按规则')
  })
})
