import { expect } from 'chai'
import fc from 'fast-check'
import type { ClosedRow } from '../../../src/domain/closes/closed-row.ts'
import { alertKinds, alertsOf, ruledAlerts } from '../../../src/domain/rating/alerts.ts'
import { nearness } from '../../../src/domain/rating/near.ts'
import { endOfDay } from '../../../src/domain/time/days.ts'
import {
  type AlertFilter,
  countedAs,
  type ListPlace,
  listedIn,
  reasonShort,
  type StandingFilter,
  type StandingSort,
} from '../../../src/features/ratings/index.ts'
import {
  type CloseBefore,
  createViewpoints,
  type Rated,
  type RatedPage,
  type RatingsView,
  shownAt,
  type Viewpoints,
} from '../../../src/features/viewpoints/index.ts'
import { page } from '../../../src/web/route.ts'
import {
  BEFORE,
  LATE,
  MOVER,
  type PastInstallation,
  pastInstallation,
  TODAY,
  verifiedFact,
} from './past-installation.ts'

const everybody: StandingFilter = {
  list: 'suggested',
  colours: [],
  classCode: null,
  unitIds: null,
  level: null,
  text: null,
}

const sorts: readonly StandingSort[] = ['score', 'name', 'unit']
const filters: readonly StandingFilter[] = [
  everybody,
  ...['blue', 'none', 'yellow', 'red', 'insufficient', 'indeterminate'].map(code => ({
    ...everybody,
    colours: [code],
  })),
  { ...everybody, list: 'placed' },
  { ...everybody, list: 'placed', colours: ['yellow'] },
  { ...everybody, unitIds: ['u001'] },
  { ...everybody, unitIds: [] },
  { ...everybody, classCode: 'town-deputy' },
  ...['w', 'wang', '一', 'zz'].map(text => ({ ...everybody, text })),
]

/** What a list shows of a row, but for what the roster alone says. */
const shown = ({ cadreId, who, since, suggestion }: Rated) => ({
  cadreId,
  who,
  since,
  colour: suggestion.colour,
  mark: suggestion.mark,
  score: suggestion.score,
  reasons: suggestion.reasons,
  rank: suggestion.rank,
  placed: suggestion.placed,
})

const alertFilters: readonly AlertFilter[] = [
  { classCode: null, unitIds: null, termsBy: '2022-07-05', since: null },
  { classCode: null, unitIds: ['u002'], termsBy: '9999-12-31', since: null },
  { classCode: 'town-deputy', unitIds: null, termsBy: '2022-06-20', since: null },
]

/** Everybody whom the alerts name, in order; since when is not known of the past. */
async function alertsTold({ alerts, version: { ruleSet } }: RatingsView) {
  const told = []
  for (const filter of alertFilters) {
    const rows = []
    for (const kind of alertKinds)
      for await (const { cadreId, who, suggested, mark, rating } of alerts.stream(kind, filter)) {
        const { score, unitId, classCode, placed } = rating
        const why = [nearness(rating, ruleSet), ruledAlerts(rating, ruleSet), placed]
        rows.push({ kind, cadreId, who, suggested, mark, score, unitId, classCode, why })
      }
    told.push({ rows, counts: await alerts.counts(filter) })
  }
  return told
}

/** All that lists, alerts and home ask of a view; `close`: what it is compared with. */
async function told(view: RatingsView, close: CloseBefore) {
  const lists = []
  for (const filter of filters)
    for (const sort of sorts) {
      const rows = []
      let place: ListPlace | null = null
      for await (const row of view.stream(filter, sort)) {
        rows.push(shown(row))
        const { cadreId, who, suggestion } = row
        const { score, unitId } = suggestion
        if (rows.length === 4) place = { cadreId, unitId, score: score ?? -1, pinyin: who.pinyin }
      }
      const pages = []
      for (const start of [
        { after: place, before: null },
        { after: null, before: place },
      ]) {
        const { rows, rated, ...page } = await view.page(filter, sort, start, 2)
        pages.push({ ...page, rows: (await rated(rows)).map(({ cadreId }) => cadreId) })
      }
      lists.push({ rows, pages, count: await view.count(filter) })
    }
  const byKey = <T extends object>(rows: readonly T[]) =>
    rows.map(row => JSON.stringify(Object.entries(row).sort())).sort()
  const units = await view.mostListed('total', 100)
  return {
    lists,
    counts: byKey(await view.counts(null)),
    inOne: byKey(await view.counts(['u002'])),
    units: byKey(units.map(({ unitId, listed }) => ({ unitId, listed: Object.entries(listed).sort() }))),
    listed: byKey((await view.listedOf(['u002', 'u777'])).map(({ unitId, listed }) => ({ unitId, n: listed.total }))),
    moves: [...(await view.moves(close))].filter(([, n]) => n !== 0).sort(),
    some: [...(await view.ratedOf(['c00001', MOVER, 'c09999']))].sort().map(([, rated]) => shown(rated)),
    ranks: await Promise.all(
      ['c00001', MOVER, LATE, 'c00024', 'c09999'].map(async id => {
        const rated = await view.rated(id)
        return rated === null ? null : shown(rated)
      }),
    ),
    movements: await view.movements({ limit: 100 }),
    alerts: await alertsTold(view),
  }
}

describe('A past day', function () {
  this.timeout(120_000)
  let at: PastInstallation
  let viewpoints: Viewpoints
  const live = new Map<string, Awaited<ReturnType<typeof told>>>()
  let close: CloseBefore
  const viewpointsOf = (here: PastInstallation, patience?: number) =>
    createViewpoints({ ...here, ...(patience === undefined ? {} : { patience }) })
  before(async () => {
    at = await pastInstallation(async (here, day) => {
      const view = await viewpointsOf(here).at(null)
      close ??= await closeOf(view)
      live.set(day, await told(view, close))
    })
    viewpoints = viewpointsOf(at)
  })
  after(() => at.close())

  it('says of every list, filter, order and count, as known then, what the standings said on that day', async () => {
    expect([...live.keys()]).to.have.length(5)
    expect(live.get('2022-06-10')?.moves.some(([move]) => new Set(move.split(' ')).size === 2)).to.equal(true)
    for (const [day, then] of live) {
      const now = await told(await viewpoints.at({ day, known: 'then' }), close)
      expect(now, day).to.deep.equal(then)
    }
  })

  it('says in both views what the whole rating of that day says', async () => {
    for (const day of live.keys())
      for (const known of ['then', 'now'] as const) {
        const view = await viewpoints.at({ day, known })
        const whole = await at.ratings.asOf(day, known === 'then' ? endOfDay(day) : at.clock.now())
        for (const suggestion of whole.suggestions)
          expect((await view.rated(suggestion.cadreId))?.suggestion, `${day} ${known}`).to.deep.equal(suggestion)
        expect(await view.count(everybody)).to.equal(whole.suggestions.length)
        expect(view.past?.position).to.equal(whole.entries.at(-1)?.id)
      }
  })

  it('says of today, as known now, what the standings say', async () => {
    const { movements: _, ...now } = await told(await viewpoints.at({ day: TODAY, known: 'now' }), close)
    const { movements: __, ...standings } = await told(await viewpoints.at(null), close)
    expect(now).to.deep.equal(standings)
  })

  it('names in its alerts whom the rating of that day names, page by page', async () => {
    for (const day of live.keys())
      for (const known of ['then', 'now'] as const) {
        const { alerts } = await viewpoints.at({ day, known })
        const { ratings, version } = await at.ratings.asOf(day, known === 'then' ? endOfDay(day) : at.clock.now())
        const filter: AlertFilter = { classCode: null, unitIds: null, termsBy: '9999-12-31', since: null }
        const counts = await alerts.counts(filter)
        for (const kind of alertKinds) {
          const expected = [...ratings.values()]
            .flatMap(rating => {
              const key = alertsOf(rating, version.ruleSet)[kind]
              return key === undefined ? [] : [{ key, id: rating.cadreId }]
            })
            .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id < b.id ? -1 : 1))
            .map(({ id }) => id)
          const read: string[] = []
          for (let after: string | null = null; ; ) {
            const page = await alerts.page(kind, filter, { after, before: null }, 3)
            expect(page.earlier).to.equal(after !== null)
            read.push(...page.rows.map(({ cadreId }) => cadreId))
            after = page.rows.at(-1)?.cadreId ?? null
            if (!page.later) break
            const back: Awaited<ReturnType<typeof alerts.page>> = await alerts.page(
              kind,
              filter,
              { after: null, before: after },
              1,
            )
            expect(back.rows.map(({ cadreId }) => cadreId)).to.deep.equal([read.at(-2)])
          }
          expect(read, `${day} ${known} ${kind}`).to.deep.equal(expected)
          expect(counts[kind]).to.equal(expected.length)
        }
      }
    expect(live.get(TODAY)).to.equal(undefined)
  })

  it('differs between then and now exactly by the fact recorded later', async () => {
    const then = await viewpoints.at({ day: BEFORE, known: 'then' })
    const now = await viewpoints.at({ day: BEFORE, known: 'now' })
    const differing = []
    for await (const row of then.stream(everybody, 'score')) {
      const other = await now.rated(row.cadreId)
      const own = await then.rated(row.cadreId)
      if (JSON.stringify(own?.suggestion.lines) !== JSON.stringify(other?.suggestion.lines)) differing.push(row.cadreId)
    }
    expect(differing).to.deep.equal([LATE])
    expect((await then.rated(LATE))?.suggestion.colour).not.to.equal('yellow')
    expect((await now.rated(LATE))?.suggestion.colour).to.equal('yellow')
    expect((await now.rated(LATE))?.since).to.equal(null)
  })

  it('is at the end of a closed month, as known then, what the close stored', async () => {
    await at.closes.closeDue()
    const header = await at.closes.header('2022-05')
    const view = await viewpoints.at({ day: '2022-05-31', known: 'then' })
    expect([view.day, view.knownAt, view.past?.position, view.version.hash]).to.deep.equal([
      header?.day,
      header?.knownAt,
      header?.position,
      header?.ruleHash,
    ])
    let compared = 0
    for await (const stored of at.closes.rows('2022-05')) {
      const { cadreId, name, title, unitId, classCode, suggested, mark, placed, score, rank, reasons, why } = stored
      const rated = await view.rated(cadreId)
      expect(rated).not.to.equal(null)
      if (rated === null) continue
      const { who, suggestion, version } = rated
      expect({
        name: who.name,
        title: who.title,
        unitId: suggestion.unitId,
        classCode: suggestion.classCode,
        suggested: suggestion.colour,
        mark: suggestion.mark,
        placed: suggestion.placed?.colour ?? null,
        score: suggestion.score,
        rank: suggestion.rank,
        reasons: suggestion.reasons,
        why: reasonShort(version.ruleSet, suggestion),
      }).to.deep.equal({ name, title, unitId, classCode, suggested, mark, placed, score, rank, reasons, why })
      compared += 1
    }
    expect(compared).to.equal(24)
    const closed = new Map<string, ClosedRow>()
    for await (const stored of at.closes.rows('2022-05')) closed.set(stored.cadreId, stored)
    let alerted = 0
    for (const kind of alertKinds)
      for await (const { cadreId, suggested, mark, rating } of view.alerts.stream(
        kind,
        alertFilters[0] as AlertFilter,
      )) {
        const stored = closed.get(cadreId)
        const { unitId, score, colour } = rating
        expect({ suggested, mark, unitId, score, colour }).to.deep.equal({
          suggested: stored?.suggested,
          mark: stored?.mark,
          unitId: stored?.unitId,
          score: stored?.score,
          colour: stored?.colour,
        })
        alerted += 1
      }
    expect(alerted).to.be.above(3)
    expect(await view.count(everybody)).to.equal(24)
  })

  it('is read page by page, forwards and back, as the whole in any order', async () => {
    const view = await viewpoints.at({ day: BEFORE, known: 'then' })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...filters),
        fc.constantFrom(...sorts),
        fc.integer({ min: 1, max: 9 }),
        async (filter, sort, size) => {
          const whole = []
          for await (const row of view.stream(filter, sort)) whole.push(row.cadreId)
          const forwards = await pages(view, filter, sort, size)
          expect(forwards.flat()).to.deep.equal(whole)
          const last = forwards.at(-1)?.[0]
          if (last === undefined || forwards.length < 2) return
          const back = await view.page(filter, sort, { before: last, after: null }, size)
          expect(await idsOf(back)).to.deep.equal(forwards.at(-2))
          expect([back.earlier, back.later]).to.deep.equal([forwards.length > 2, true])
        },
      ),
      { numRuns: 40 },
    )
  })

  it('begins at the top when the row a page begins after was not rated then', async () => {
    const view = await viewpoints.at({ day: BEFORE, known: 'then' })
    const page = await view.page(everybody, 'score', { after: 'c09999', before: null }, 5)
    expect([page.rows.length, page.earlier]).to.deep.equal([5, false])
  })

  it('knows a fact in the view of now as soon as it is recorded', async () => {
    const past = { day: BEFORE, known: 'now' } as const
    const cadreId = 'c00018'
    expect((await (await viewpoints.at(past)).rated(cadreId))?.suggestion.colour).not.to.equal('yellow')
    await verifiedFact(at, cadreId, 'u002', '2022-06-04')
    expect((await (await viewpoints.at(past)).rated(cadreId))?.suggestion.colour).to.equal('yellow')
    const then = await viewpoints.at({ ...past, known: 'then' })
    expect((await then.rated(cadreId))?.suggestion.colour).not.to.equal('yellow')
  })

  it('is computed once for all who ask, and shows how far it is to who does not wait', async () => {
    let computed = 0
    const counting = {
      ...at,
      ratings: {
        ...at.ratings,
        asOf: slowed(at, () => {
          computed += 1
        }),
      },
    }
    const impatient = createViewpoints({ ...counting, patience: 20 })
    const past = { day: BEFORE, known: 'then' } as const
    const show = (): Promise<unknown> => shownAt(impatient, past, async view => page('shown', view.day, {}))
    const answers = await Promise.all([show(), show(), show()])
    for (const answer of answers) expect(answer).to.include({ view: 'viewpoints/waiting' })
    expect((await impatient.at(past)).day).to.equal(BEFORE)
    expect(await show()).to.include({ view: 'shown', title: BEFORE })
    expect(computed).to.equal(1)
  })

  it('that could not be computed is computed again for who comes next', async () => {
    let failures = 1
    const failing = slowed(at, () => {
      failures -= 1
      if (failures >= 0) throw new Error('the database went away')
    })
    const shaky = createViewpoints({ ...at, ratings: { ...at.ratings, asOf: failing } })
    const past = { day: BEFORE, known: 'then' } as const
    const first = await shaky.at(past).then(
      () => 'there',
      error => error.message,
    )
    expect(first).to.equal('the database went away')
    expect((await shaky.at(past)).day).to.equal(BEFORE)
  })

  it('is refused where there is nothing to see, with what to do', async () => {
    const refusal = (query: Record<string, string>) =>
      viewpoints.read(query).then(
        past => past,
        error => Object.values(error.fields).join(),
      )
    expect(await refusal({})).to.equal(null)
    expect(await refusal({ asOf: '', known: 'now' })).to.equal(null)
    expect(await refusal({ asOf: TODAY })).to.equal(null)
    expect(await refusal({ asOf: BEFORE })).to.deep.equal({ day: BEFORE, known: 'then' })
    expect(await refusal({ asOf: '2022-02-30' })).to.include('不是有效的日期')
    expect(await refusal({ asOf: BEFORE, known: 'always' })).to.include('请从列出的选项中选择')
    expect(await refusal({ asOf: '2022-06-13' })).to.include('还没有到')
    expect(await refusal({ asOf: '2022-05-30' }))
      .to.include('2022-05-31 起才有记录')
      .and.to.include('现在所知')
    expect(await refusal({ asOf: '2022-05-30', known: 'now' })).to.deep.equal({ day: '2022-05-30', known: 'now' })
    expect(await refusal({ asOf: '2000-01-01', known: 'now' })).to.include('没有可以评定的干部')
  })
})

/** A rating of everybody that takes a tenth of a second more, and tells when it begins. */
const slowed =
  ({ ratings }: PastInstallation, onBegin: () => void): PastInstallation['ratings']['asOf'] =>
  async (...asked) => {
    onBegin()
    await new Promise(resolve => setTimeout(resolve, 100))
    return ratings.asOf(...asked)
  }

/** Everybody of a view, as a close keeps them. */
async function closeOf(view: RatingsView): Promise<CloseBefore> {
  const outcomes = new Map<string, string>()
  for await (const { cadreId, suggestion } of view.stream(everybody, 'score'))
    outcomes.set(cadreId, countedAs(suggestion))
  const { total: _, ...listed } = listedIn(await view.counts(null))
  return { day: view.day, knownAt: view.knownAt, listed, outcomes: async () => outcomes }
}

const idsOf = async ({ rows, rated }: RatedPage): Promise<string[]> => (await rated(rows)).map(({ cadreId }) => cadreId)

async function pages(view: RatingsView, filter: StandingFilter, sort: StandingSort, size: number): Promise<string[][]> {
  const found: string[][] = []
  let after: string | null = null
  for (;;) {
    const page = await view.page(filter, sort, { after, before: null }, size)
    if (page.rows.length > 0) found.push(await idsOf(page))
    expect(page.earlier).to.equal(after !== null)
    if (!page.later) return found
    after = found.at(-1)?.at(-1) ?? null
  }
}
