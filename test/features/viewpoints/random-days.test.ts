import { expect } from 'chai'
import fc from 'fast-check'
import { alertKinds } from '../../../src/domain/rating/alerts.ts'
import { addDays, type Day } from '../../../src/domain/time/days.ts'
import { runs } from '../../domain/support/runs.ts'
import { installation, type TestInstallation } from '../../support/installation.ts'
import { type Answer, pageOf, type Visitor } from '../../support/visitor.ts'
import { assess } from '../closes/support.ts'
import { step, walkIn } from './random-days.ts'

/** Pages that can be looked at as of a past day. */
const paths = [
  '/',
  '/lists/all?sort=name',
  '/lists/yellow',
  '/lists/blue?sort=unit',
  '/lists/red?list=placed',
  '/lists/all?list=placed',
  ...alertKinds.map(kind => `/alerts?kind=${kind}`),
  '/alerts/changes?since=2022-05-01',
  '/facts',
  '/facts?state=waiting&order=oldest',
  '/facts?unitId=u002&order=day',
  '/assessments',
  '/assessments?state=counted&sort=endsOn',
  '/assessments?type=跟踪考察&unit=u001',
  '/cadres',
  '/units',
  '/units/u001',
  '/files/c00001',
  '/files/c00006',
]

/** Columns that say what may be done, or what no record says of the past. */
const apart = ['操作', '列入本类', '']

/** All that a page says of a day in tables, tabs, numbers and files, line by line, but for what only today has. */
function told(answer: Answer): string[] {
  expect(answer.status).to.equal(200)
  const $ = pageOf(answer)
  const wordsOf = (selector: string): string[] =>
    $(selector)
      .toArray()
      .map(element => $(element).text().replace(/\s+/g, ' ').trim())
  // The day itself is the last point of the trend.
  $('.chart tbody tr:last-child > th').empty()
  for (const table of $('main table').toArray())
    for (const [i, head] of $(table).find('thead th').toArray().entries())
      if (apart.includes($(head).text().trim()))
        $(table)
          .find(`tbody tr > :nth-child(${i + 1})`)
          .empty()
  const others = '.tabs li, .numbers > li, .list-bar > p, .timeline > li, .file > div > .panel:not(:has(.timeline))'
  const lines = [...wordsOf('main tbody tr'), ...wordsOf(`main :is(${others})`)]
  return lines.filter(text => !text.startsWith('待我核实'))
}

describe('Any past day as known then', function () {
  this.timeout(600_000)

  const lookAt = async (visitor: Visitor, more: string): Promise<Record<string, string[]>> => {
    const seen: Record<string, string[]> = {}
    for (const path of paths)
      seen[path] = told(
        await visitor.open(encodeURI(more === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${more}`)),
      )
    return seen
  }

  const goTo = async (at: TestInstallation, day: Day): Promise<void> => {
    at.clock.set(day, 9 * 3600)
    await at.ratings.dailyPass(at.journal, day)
    await at.closes.closeDue()
  }

  it('is on every page what the page showed that evening, whatever was done before and after', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 60 }), async steps => {
        const at = await installation()
        try {
          await assess(at, [9000, 8300, 7600, 7400, 5500])
          const walk = walkIn(at)
          const visitor = await at.signIn('k1')
          const evenings = new Map<Day, Record<string, string[]>>()
          let done = 0
          for (const asked of steps) {
            if (asked.do !== 'wait') {
              if (await walk.take(asked)) done += 1
              continue
            }
            evenings.set(at.clock.today(), await lookAt(visitor, ''))
            await goTo(at, addDays(at.clock.today(), asked.days))
          }
          expect(done).to.be.greaterThan(5)
          await goTo(at, addDays(at.clock.today(), 1))
          for (const [day, evening] of evenings) {
            const then = await lookAt(visitor, `asOf=${day}&known=then`)
            for (const path of paths) expect(then[path], `${path} as of ${day}`).to.deep.equal(evening[path])
          }
        } finally {
          await at.close()
        }
      }),
      { numRuns: runs(1), endOnFailure: true },
    )
  })
})
