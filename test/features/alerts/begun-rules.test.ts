import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { digestText } from '../../../src/features/alerts/index.ts'
import { newId } from '../../../src/platform/ids.ts'
import { readWorkbook } from '../../../src/platform/workbook/index.ts'
import { installation, type TestInstallation, type Username } from '../../support/installation.ts'
import { publish } from '../../support/publish.ts'
import { wordsOf } from '../../support/visitor.ts'
import { limited } from '../ratings/other-rules.ts'

const clerk = { userId: 'test', name: '测试', role: 'section' }
const idOf = (n: number): string => `c${String(n).padStart(5, '0')}`

/** Everybody is seen: five a point above the line of V1, the others a point above that of V2. */
async function assess({ journal, rules, clock }: TestInstallation): Promise<void> {
  const { ruleSet } = await rules.inForce(clock.today())
  await journal.submit({
    ...{ action: 'tests.assess', actor: clerk, idempotencyKey: newId('key'), requestId: 'test' },
    run: async work => {
      for (let n = 1; n <= 24; n += 1) {
        const cells = Object.fromEntries(ruleSet.indicators.cells.map(({ id }) => [id, n <= 5 ? 7600 : 8200]))
        const data = { type: '跟踪考察', methods: ['谈'], team: '一组', from: work.today, cells, note: '' }
        work.record({ kind: 'assessment', subjects: [idOf(n)], effectiveOn: work.today, data })
      }
      return null
    },
  })
}

describe('A count of alerts that jumped because other rules came into force', function () {
  this.timeout(120_000)
  let at: TestInstallation
  const open = async (who: Username, path: string): Promise<string> => {
    const answer = await (await at.signIn(who)).open(path)
    expect(answer.status, `${who} ${path}`).to.equal(200)
    return wordsOf(answer)
  }
  const goTo = async (day: string): Promise<void> => {
    at.clock.set(day, 9 * 3600)
    await at.ratings.dailyPass(at.journal, day)
  }
  const said = '规则 V2 自 2022-06-01 起施行：临近转差的，施行前 5 人，现在 19 人。'
  before(async () => {
    at = await installation()
    await assess(at)
    await publish(at, 'V2', '2022-06-01', limited(8100))
    await goTo('2022-05-31')
  })
  after(() => at?.close())

  it('is not told before they are', async () => {
    expect(await open('lead', '/alerts')).to.include('共 5 人')
    expect(await open('lead', '/')).not.to.include('施行前')
  })

  it('is told with what it was, on home, above the list, in the digest and in Excel', async () => {
    await goTo('2022-06-01')
    await at.ratings.tidy('2100-01-01T00:00:00.000Z')
    for (const path of ['/', '/alerts', '/alerts/digest']) expect(await open('lead', path), path).to.include(said)
    expect(digestText(await at.alerts.digest({ since: null, unitIds: null }))).to.include(said)
    const path = join(at.dataFolder, 'alerts.xlsx')
    await writeFile(path, (await (await at.signIn('lead')).download('/exports/alerts.xlsx')).body)
    const text = JSON.stringify(await readWorkbook(path), (_, value) => (value instanceof Map ? [...value] : value))
    expect(text).to.include(said)
  })

  it('is told within what was asked for and may be seen, where it jumped there', async () => {
    const of = (words: string): string | undefined => /临近转差的，施行前 \d+ 人，现在 \d+ 人/.exec(words)?.[0]
    const unit = of(await open('lead', '/alerts?unit=u001'))
    expect(unit).to.match(/前 2 人，现在 4 人/)
    expect(of(await open('u1', '/alerts'))).to.equal(unit)
    expect(of(await open('lead', '/alerts?since=2022-06-01'))).to.equal(undefined)
  })

  it('is news for the month in which they began, and nowhere in the past', async () => {
    await goTo('2022-06-30')
    expect(await open('lead', '/alerts')).to.include(said)
    expect(await open('lead', '/alerts?asOf=2022-06-15')).not.to.include('施行前')
    await goTo('2022-07-01')
    expect(await open('lead', '/alerts')).not.to.include('施行前')
  })

  it('is not told where it stayed nearly what it was', async () => {
    await publish(at, 'V3', '2022-08-01', limited(8101))
    await goTo('2022-08-01')
    expect(await open('lead', '/alerts'))
      .to.include('规则 V3')
      .and.not.include('施行前')
  })
})
