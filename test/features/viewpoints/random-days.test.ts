import { expect } from 'chai'
import fc from 'fast-check'
import { alertKinds } from '../../../src/domain/rating/alerts.ts'
import { addDays, type Day } from '../../../src/domain/time/days.ts'
import { runs } from '../../domain/support/runs.ts'
import type { TestInstallation } from '../../support/installation.ts'
import type { Visitor } from '../../support/visitor.ts'
import { assessedTown } from '../closes/support.ts'
import { type Walk, walkIn } from './random-days.ts'
import { type Step, step } from './random-steps.ts'
import { toldIn, toldOn } from './told.ts'

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

/** Workbooks of them. */
const files = [
  '/exports/lists.xlsx',
  '/exports/lists/yellow.xlsx?list=placed',
  '/exports/facts.xlsx',
  '/exports/facts.xlsx?state=waiting',
  ...alertKinds.map(kind => `/exports/alerts.xlsx?kind=${kind}`),
]

type Seen = Readonly<Record<string, readonly string[]>>

/** `query`: the day and what is known of it; none for today. */
async function lookAt(visitor: Visitor, query: string): Promise<Seen> {
  const seen: Record<string, string[]> = {}
  const at = (path: string): string =>
    encodeURI([path, query].filter(part => part !== '').join(path.includes('?') ? '&' : '?'))
  for (const path of paths) seen[path] = toldOn(await visitor.open(at(path)))
  for (const path of files) seen[path] = await toldIn(await visitor.download(at(path)))
  return seen
}

async function goTo(at: TestInstallation, day: Day): Promise<void> {
  at.clock.set(day, 9 * 3600)
  await at.ratings.dailyPass(at.journal, day)
}

/** Takes the steps and looks at everything each evening; what is seen of these days when they are past must be the same. */
async function walkAndLookBack(
  steps: readonly Step[],
  onMorning: (at: TestInstallation, walk: Walk) => unknown,
  known: 'then' | 'now',
): Promise<void> {
  const at = await assessedTown([9000, 8300, 7600, 7400, 5500])
  try {
    const walk = walkIn(at)
    const visitor = await at.signIn('k1')
    const evenings = new Map<Day, Seen>()
    let done = 0
    for (const asked of steps) {
      if (asked.do !== 'wait') {
        if (await walk.take(asked)) done += 1
        continue
      }
      evenings.set(at.clock.today(), await lookAt(visitor, ''))
      await goTo(at, addDays(at.clock.today(), asked.days))
      await onMorning(at, walk)
    }
    expect(done).to.be.greaterThan(5)
    await goTo(at, addDays(at.clock.today(), 1))
    for (const [day, evening] of evenings) {
      const past = await lookAt(visitor, `asOf=${day}&known=${known}`)
      for (const [path, lines] of Object.entries(evening))
        expect(past[path], `${path} as of ${day}`).to.deep.equal(lines)
    }
    // What moved step by step is what the whole ledger gives at once, and so is what each close stored.
    expect(await at.ratings.replay(at.clock.today())).to.deep.equal([])
    for await (const difference of at.closes.replay()) expect.fail(JSON.stringify(difference))
  } finally {
    await at.close()
  }
}

/** The same step about its own day alone; a grade is of a year that is over, and what is corrected was always so. */
function ofItsDay(step: Step): Step {
  if (step.do === 'grade') return { do: 'wait', days: 1 }
  const today = 'daysAgo' in step ? { ...step, daysAgo: 0 } : step
  return 'amendment' in today ? { ...today, amendment: 'change' } : today
}

describe('Any past day', function () {
  this.timeout(600_000)
  const steps = fc.array(step, { minLength: 30, maxLength: 30 })
  const settings = { numRuns: runs(1), endOnFailure: true }

  it('as known then is on every page and in every workbook what it was that evening, whatever was done before and after', () =>
    fc.assert(
      fc.asyncProperty(steps, steps => walkAndLookBack(steps, at => at.closes.closeDue(), 'then')),
      settings,
    ))

  // No month is closed here: a close that is made afterwards is known now.
  it('as known now is that too, as long as what was done since is of later days', () =>
    fc.assert(
      fc.asyncProperty(steps, steps => walkAndLookBack(steps.map(ofItsDay), (_, walk) => walk.forget(), 'now')),
      settings,
    ))
})
