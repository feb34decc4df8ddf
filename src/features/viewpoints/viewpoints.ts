import { setTimeout as delay } from 'node:timers/promises'
import { nextAfter } from '../../domain/rules/publication.ts'
import type { Clock } from '../../platform/clock.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { People } from '../people/index.ts'
import type { Ratings } from '../ratings/index.ts'
import type { Rules } from '../rules/index.ts'
import { type Edition, editionOf } from './edition.ts'
import { createEditionKeeper, type Progress } from './edition-keeper.ts'
import { liveView } from './live-view.ts'
import { createMoments, type Moments } from './moments.ts'
import type { PastDay } from './past-day.ts'
import { pastView } from './past-view.ts'
import type { RatingsView } from './ratings-view.ts'

/** 时点: from when the ratings are looked at. */
export interface Viewpoints extends Moments {
  /** The ratings as seen from there; a past day that nobody asked for before takes a while. */
  at(past: PastDay | null): Promise<RatingsView>
  /** The same when it is there soon, else how far it has come. */
  soon(past: PastDay | null): Promise<RatingsView | Progress>
}

export interface ViewpointsDeps {
  readonly ratings: Ratings
  readonly rules: Rules
  readonly ledger: LedgerStore
  readonly people: Pick<People, 'at' | 'version'>
  readonly clock: Clock
  /** How long a page waits for a past day before it says that it is being computed, in milliseconds. */
  readonly patience?: number
}

const PATIENCE_MS = 1000

/** How often who waits says so, in milliseconds: see the keeper. */
const REMIND_MS = 10_000

export function createViewpoints(deps: ViewpointsDeps): Viewpoints {
  const { ratings, rules, ledger, people, clock, patience = PATIENCE_MS } = deps
  const keeper = createEditionKeeper({
    compute: async (day, knownAt, run) => editionOf(await ratings.asOf(day, knownAt, run)),
    rulesOn: async day => (await rules.inForce(day)).hash,
    head: knownAt => ledger.head(knownAt),
    now: () => clock.now(),
  })
  const moments = createMoments({ rules, ledger, people, clock })
  const viewOf = async (edition: Edition, past: PastDay): Promise<RatingsView> => {
    const { day, position, version } = edition
    const { known } = past
    // Since when a suggestion holds is read from the movements of today's edition.
    const [{ number, generation }, roster, published] = await Promise.all([
      ratings.edition(clock.today()),
      people.version(),
      rules.published(),
    ])
    const coming = nextAfter(published, day)
    const stamp = JSON.stringify([day, known, position, version.hash, number, generation, roster])
    const register = await people.at(past)
    const [names, unkept] = await Promise.all([register.names(), register.unkept()])
    return pastView(edition, { ...past, position, unkept }, { stamp, coming }, { ratings, ledger, names })
  }
  const within = async (edition: Promise<Edition>, ms: number): Promise<Edition | null> => {
    const stop = new AbortController()
    const late = delay(ms, null, { signal: stop.signal }).catch(() => null)
    return Promise.race([edition, late]).finally(() => stop.abort())
  }
  return {
    ...moments,
    at: async past => {
      if (past === null) return liveView(clock.today(), deps)
      for (;;) {
        const edition = await within((await keeper.ask(past)).edition, REMIND_MS)
        if (edition !== null) return viewOf(edition, past)
      }
    },
    soon: async past => {
      if (past === null) return liveView(clock.today(), deps)
      const asked = await keeper.ask(past)
      const edition = await within(asked.edition, patience)
      return edition === null ? asked.progress() : viewOf(edition, past)
    },
  }
}
