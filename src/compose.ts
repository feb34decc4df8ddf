import type { createApp } from './app.ts'
import { auditWords } from './audit-words.ts'
import type { Config } from './config.ts'
import * as accounts from './features/accounts/index.ts'
import { type Alerts, alertRoutes, createAlerts } from './features/alerts/index.ts'
import * as assessments from './features/assessments/index.ts'
import * as audit from './features/audit/index.ts'
import * as closing from './features/closes/index.ts'
import * as cycles from './features/cycles/index.ts'
import { createDirectory, directoryRoutes } from './features/directory/index.ts'
import * as evidence from './features/evidence/index.ts'
import * as facts from './features/facts/index.ts'
import { createFairness, fairnessRoutes } from './features/fairness/index.ts'
import { createFiles, createWays, filesRoutes } from './features/files/index.ts'
import { createHome, homeRoutes } from './features/home/index.ts'
import * as ledgers from './features/ledger/index.ts'
import { createLists, listsRoutes } from './features/lists/index.ts'
import * as peoples from './features/people/index.ts'
import * as ratings from './features/ratings/index.ts'
import * as rosters from './features/roster/index.ts'
import * as rulebooks from './features/rules/index.ts'
import { readInstallation } from './features/sample/index.ts'
import { closeBases, createTrialServices, trialsRoutes } from './features/trials/index.ts'
import { createViewpoints, shownDay } from './features/viewpoints/index.ts'
import { installedApp } from './installed-app.ts'
import type { Clock } from './platform/clock.ts'
import type { Database } from './platform/database/index.ts'
import { createJournal, type Journal } from './platform/journal/index.ts'
import type { Logger } from './platform/logger.ts'
import type { LoadMarks } from './web/marks.ts'
import type { Route } from './web/route.ts'

/** What an installation is built on. */
export interface Ground {
  readonly config: Config
  readonly database: Database
  readonly clock: Clock
  readonly realClock: Clock
  readonly log: Logger
  /** What hashing a password costs: that of accounts/password-hash.ts where nothing is said. */
  readonly hashCost?: accounts.HashCost
}

/** Every service of the product, built once, in the order in which they need each other. */
export interface Installation {
  readonly journal: Journal
  readonly ledger: ledgers.LedgerStore
  readonly rules: rulebooks.Rules
  readonly people: peoples.People
  readonly ratings: ratings.Ratings
  readonly closes: closing.Closes
  readonly roster: rosters.Roster
  readonly facts: facts.Facts
  readonly assessments: assessments.Assessments
  readonly cycles: cycles.Cycles
  readonly evidence: evidence.Evidence
  readonly accounts: accounts.Accounts
  readonly alerts: Alerts
  readonly routes: readonly Route[]
  /** The web application; it does not listen. While `draining` it says that it is not ready. */
  app(draining: () => boolean): Promise<ReturnType<typeof createApp>>
}

/** Cadres and units share the ledger's subjects; their ids differ by the first letter. */
const isCadre = (subject: string): boolean => subject.startsWith('c')

export function compose(ground: Ground): Installation {
  const { config, database, clock, realClock, log } = ground
  const today = (): string => clock.today()
  const ledger = ledgers.ledgerStore(database)
  const rulesStore = rulebooks.createRulesStore(database)
  const rules = rulebooks.createRules(rulesStore)
  const people = peoples.createPeople({ database, onCadreWritten: (work, cadre) => rating.rename(work, cadre) })
  const rating = ratings.createRatings({ database, ledger, rules, people, isCadre })
  const journal = createJournal({ database, clock, realClock, log, beforeCommit: rating.beforeCommit })
  const account = accounts.createAccounts({
    database,
    journal,
    realClock,
    policy: config.passwordPolicy,
    hashCost: ground.hashCost,
    people: { units: () => people.units(), hasCadre: async id => (await people.cadre(id)) !== null },
  })
  const auditLog = audit.createAudit({ database, journal, accounts: account.names, words: auditWords })
  const roster = rosters.createRoster({ database, journal, people, clock })
  const fact = facts.createFacts({
    database,
    journal,
    ledger,
    people,
    rules,
    clock,
    accountNames: account.names.people,
    carriedOver: id => close.carrying(id),
  })
  const cycleStore = cycles.createCycleStore(database)
  const assessment = assessments.createAssessments({
    cycles: cycleStore,
    journal,
    store: assessments.createAssessmentsStore(database),
    ledger,
    rules,
    clock,
  })
  const proof = evidence.createEvidence({
    journal,
    store: evidence.createEvidenceStore(database),
    people,
    rules,
  })
  const imports = evidence.createImports({
    database,
    journal,
    clock,
    people,
    rules,
    ledger,
    store: evidence.createEvidenceStore(database),
  })
  const close = closing.createCloses({
    database,
    journal,
    clock,
    log,
    ledger,
    ratings: rating,
    people,
    rules,
    facts: fact,
    closeBy: config.closeBy,
  })
  const { trials, cases, gate } = createTrialServices({
    database,
    journal,
    ledger,
    rules,
    drafts: rulesStore,
    sources: { ratings: rating, measured: close.measured, sizeOf: close.sizeOf },
    people,
    clock,
    log,
    closes: async () => closeBases(await close.list()),
  })
  const drafts = rulebooks.createRuleDrafts({
    store: rulesStore,
    rules,
    journal,
    trials: gate,
  })
  const reviews = rulebooks.createRuleReviews({ store: rulesStore, journal, trials: gate })
  const reasons = ratings.createMovementReasons({ ratings: rating, rules })
  const files = createFiles({ people, reasons, ledger })
  const viewpoints = createViewpoints({ ratings: rating, rules, ledger, people, clock })
  const lists = createLists({ people })
  const alerts = createAlerts({ ratings: rating, reasons, people, viewpoints, overdueFacts: fact.overdue })
  const home = createHome({
    ...{ people, alerts, reasons, reviews },
    ...{ closes: close, facts: fact, assessments: assessment },
  })
  const cycle = cycles.createCycles({
    store: cycleStore,
    journal,
    rules,
    people,
    ratings: rating,
    assessedIn: id => assessment.inCycle(id),
  })
  const fairness = createFairness({ closes: close, people, ledger, today })
  let sample = { sample: false, fixedDay: null as string | null }
  const issuer = { organization: config.organization, sample: () => sample.sample }
  const directory = createDirectory({ people, ledger: peoples.createPeopleLedger(database) })
  const routes: Route[] = [
    ...homeRoutes({ home, viewpoints, today }),
    ...peoples.namingUnits(people, viewpoints.read, [
      ...listsRoutes({ lists, viewpoints, today, ...issuer }),
      ...alertRoutes({ alerts, viewpoints, today, ...issuer }),
      ...fairnessRoutes({ fairness, viewpoints, ...issuer }),
      ...closing.closeRoutes({ closes: close, rules, people, facts: fact, ratings: rating, today, ...issuer }),
      ...directoryRoutes({ directory, viewpoints, today }),
      ...assessments.assessmentsRoutes({ assessments: assessment, people, rules, clock, moments: viewpoints }),
      ...facts.factsRoutes({ facts: fact, people, rules, clock, moments: viewpoints, ...issuer }),
      ...trialsRoutes({ trials, cases, rules, people, drafts: rulesStore, clock, ...issuer }),
    ]),
    ...cycles.cycleRoutes({
      cycles: cycle,
      people,
      rules,
      today,
      ...issuer,
    }),
    ...filesRoutes({ files, ways: createWays({ files, ratings: rating, rules }), viewpoints, today }),
    ...peoples.createPeopleRoutes({ database, journal, people, clock }),
    ...rosters.rosterRoutes({ roster, clock }),
    ...evidence.evidenceRoutes({ imports }),
    ...rulebooks.rulesRoutes({ drafts, reviews, rules, store: rulesStore, clock, ledger }),
    ...account.routes,
    ...auditLog.routes,
  ]
  return {
    journal,
    ledger,
    rules,
    people,
    ratings: rating,
    closes: close,
    roster,
    facts: fact,
    assessments: assessment,
    cycles: cycle,
    evidence: proof,
    accounts: account,
    alerts,
    routes,
    app: async draining => {
      const installation = await readInstallation(database)
      // The day that is set goes before the sample's own, as it does for the clock.
      sample = { ...installation, fixedDay: config.today ?? installation.fixedDay }
      const frameBase = () => ({ organization: config.organization, ...sample, today: today() })
      const loadMarks: LoadMarks = async query =>
        ratings.frameMarks((await rules.inForce(shownDay(query, today()))).ruleSet)
      return installedApp({ ...ground, routes, journal, account, audit: auditLog, loadMarks, frameBase, draining })
    },
  }
}
