import { scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { isSeenFrom } from '../../domain/closes/seen-close.ts'
import { calibrated, type Leniency, leniencyTable } from '../../domain/fairness/leniency.ts'
import { type Bin, binsOf, type ScoreCounter, scoreCounter } from '../../domain/fairness/spread.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import { existingUnits } from '../people/index.ts'
import type { StandingFilter } from '../ratings/index.ts'
import type { Moment, RatingsView } from '../viewpoints/index.ts'
import { type Calibrations, calibrations } from './calibrations.ts'
import { type Changes, changesOf } from './changes.ts'
import { type Dimension, groupNamer, isPrivate } from './dimensions.ts'
import { columnsOf, type Distribution, distributionOf } from './distribution.ts'
import type { FairnessQuery } from './fairness-query.ts'
import type { FairnessDeps } from './parts.ts'
import { filterOf, population } from './population.ts'
import { ratingsGiven } from './ratings-given.ts'

/** What every page of 公平性 says and offers beside its figures. */
export interface FairnessFrame {
  /** From when it looks. */
  readonly moment: Moment
  readonly ruleSet: RuleSet
  readonly units: readonly Unit[]
  readonly levels: readonly string[]
  /** The day on which somebody looks. */
  readonly today: Day
}

/** The assessors, and how their ratings are spread before and after their leniency is taken out. */
export interface Assessors {
  readonly assessors: readonly Leniency[]
  readonly ratings: number
  /** Bins of five points over both. */
  readonly before: readonly Bin[]
  readonly after: readonly Bin[]
}

/** 公平性 as seen from a point in time. */
export interface Fairness {
  frame(actor: Actor, view: RatingsView): Promise<FairnessFrame>
  /** `leaves`: the figures go out of the system, so that small cells are hidden whoever takes them. */
  distribution(actor: Actor, query: FairnessQuery, view: RatingsView, leaves?: boolean): Promise<Distribution>
  assessors(actor: Actor, query: FairnessQuery, view: RatingsView): Promise<Assessors>
  /** The scores of one page of cadres with every assessor's leniency taken out, by the engine itself. */
  calibrations(
    actor: Actor,
    query: FairnessQuery,
    view: RatingsView,
    assessors: readonly Leniency[],
    rows: number,
  ): Promise<Calibrations>
  /** Colours by group on two month ends, or a month end and now. */
  changes(actor: Actor, query: FairnessQuery, view: RatingsView, leaves?: boolean): Promise<Changes>
}

export function createFairness({ closes, people, ledger, today }: FairnessDeps): Fairness {
  const filter = (actor: Actor, query: FairnessQuery): StandingFilter => filterOf(query, actor, 'fairness.read')

  async function teamsOf(view: RatingsView, query: FairnessQuery): Promise<Map<string, string[]>> {
    const teams = new Map<string, string[]>()
    for await (const { cadreId, team } of ratingsGiven(ledger, view, query)) {
      const own = teams.get(cadreId) ?? []
      if (!own.includes(team)) teams.set(cadreId, [...own, team])
    }
    return teams
  }

  async function grouping(by: Dimension, { version: { ruleSet }, past }: RatingsView) {
    return { ruleSet, nameOf: groupNamer(by, ruleSet, await (await people.at(past)).units()) }
  }

  return {
    frame: async (actor, view) => {
      const register = await people.at(view.past)
      const [units, levels] = await Promise.all([register.units(), register.levels()])
      const isAll = scopeOf(actor, 'fairness.read') === 'all'
      const shown = existingUnits(units, view.day).filter(unit => isAll || unit.id === actor.unitId)
      return { moment: view, ruleSet: view.version.ruleSet, units: shown, levels, today: today() }
    },
    distribution: async (actor, query, view, leaves = false) => {
      const { ruleSet, nameOf } = await grouping(query.by, view)
      const teams = query.by === 'team' ? await teamsOf(view, query) : new Map<string, string[]>()
      const { by, list } = query
      const isProtected = hidesFew(actor, by, leaves)
      const columns = columnsOf(ruleSet, list)
      const wish = { by, list, columns, nameOf, today: view.day, isProtected }
      return distributionOf(population(view, people, filter(actor, query), teams), wish)
    },
    assessors: async (actor, query, view) => {
      const classes = new Map<string, string>()
      for await (const { cadreId, classCode } of view.outlines(filter(actor, query))) classes.set(cadreId, classCode)
      const table = leniencyTable()
      // Score by assessor: so few numbers that what follows needs no second reading.
      const scores = new Map<string, ScoreCounter>()
      let n = 0
      for await (const { cadreId, team, score } of ratingsGiven(ledger, view, query)) {
        const classCode = classes.get(cadreId)
        if (classCode === undefined) continue
        table.add(team, query.basis === 'class' ? classCode : cadreId, score)
        const own = scores.get(team) ?? scoreCounter()
        own.add(score)
        scores.set(team, own)
        n += 1
      }
      const assessors = table.assessors()
      return { assessors, ratings: n, ...beforeAndAfter(scores, assessors) }
    },
    calibrations: (actor, query, view, assessors, rows) =>
      calibrations(view, filter(actor, query), query, assessors, rows),
    changes: async (actor, query, view, leaves = false) => {
      const { ruleSet, nameOf } = await grouping(query.by, view)
      const list = (await closes.list()).filter(isSeenFrom(view)).slice(-MONTHS)
      const everybody = population(view, people, filter(actor, query), new Map())
      const isProtected = hidesFew(actor, query.by, leaves)
      const columns = columnsOf(ruleSet, 'suggested')
      const { outcomesOf } = closes
      return changesOf(everybody, list, query, {
        by: query.by,
        columns,
        nameOf,
        today: view.day,
        now: view.past === null ? '现在' : view.day,
        isProtected,
        outcomesOf,
      })
    },
  }
}

/** Closes one may choose from. */
const MONTHS = 24

/**
 * Cells under three people are hidden of sex and age from everybody, of the rest from whose right to look into files
 * does not reach all of them, and of both in what leaves the system.
 */
const hidesFew = (actor: Actor, by: Dimension, leaves: boolean): boolean =>
  leaves || isPrivate(by) || scopeOf(actor, 'files.read') !== 'all'

function beforeAndAfter(scores: ReadonlyMap<string, ScoreCounter>, assessors: readonly Leniency[]) {
  const byName = new Map(assessors.map(one => [one.assessor, one]))
  const [before, after] = [new Map<number, number>(), new Map<number, number>()]
  const add = (to: Map<number, number>, score: number, n: number) => void to.set(score, (to.get(score) ?? 0) + n)
  for (const [team, { counts }] of scores) {
    for (const [score, n] of counts) {
      add(before, score, n)
      add(after, calibrated(score, byName.get(team)), n)
    }
  }
  return { before: binsOf(before, 500), after: binsOf(after, 500) }
}
