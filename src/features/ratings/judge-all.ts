import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import { rowOfDocument } from './board.ts'
import type { BoardRows } from './board-rows.ts'
import { type ConcernedDeps, concernedOf } from './concerned-standings.ts'
import { type EditionKey, hasOwnCollections } from './edition.ts'
import { createJudgeAgain, type JudgingDeps } from './judge-again.ts'
import type { Judged } from './judged.ts'
import { raterOf } from './raters.ts'
import type { ReratingStore, Succession } from './rerating-store.ts'
import { storedAlerts } from './standing-alerts.ts'
import type { AlertsDocument, StandingDocument } from './standing-model.ts'
import { broughtBy } from './succession.ts'

/** The edition that is being prepared, by which rules, as of which day. */
export interface Target {
  readonly coming: EditionKey
  /** The visible one. */
  readonly seen: EditionKey
  readonly version: RuleVersion
  readonly day: Day
}

export interface Judging extends Target {
  /** That of the visible edition. */
  readonly before: RuleVersion
  readonly step: () => Promise<void>
  readonly onProgress: ((judged: number, all: number) => void) | undefined
  /** Standings judged in a step. */
  readonly batch: number
}

interface PreparingDeps extends JudgingDeps, ConcernedDeps {
  readonly store: ReratingStore
}

/**
 * Judges whom the new rules concern (concerned-standings.ts) after the cursor and prepares what they bring (broughtBy):
 * the next are read and the last are written while these are judged. Collections of its own are indexed at the end.
 * Answers everybody's row of the coming edition as stored.
 */
export async function judgeAll(
  cursor: string,
  visible: BoardRows,
  judging: Judging,
  deps: PreparingDeps,
): Promise<BoardRows> {
  const { coming, version, day, step, onProgress } = judging
  const { store } = deps
  const rater = raterOf(version)
  const judgeAgain = createJudgeAgain({ rater, ruleHash: version.hash }, day, deps)
  await store.takeBack(coming, { after: cursor })
  const rows = cursor === '' ? visible.copy() : await store.prepared(coming, visible)
  const concerned = await concernedOf({ ...judging, cursor, visible }, deps)
  const all = concerned.size
  let done = (await store.job())?.done ?? 0
  let reading = concerned.next()
  let writing: Promise<void> = Promise.resolve()
  try {
    for (;;) {
      const found = await reading
      if (found === null) break
      reading = concerned.next()
      const { standings } = found
      const judged = await judgeAgain(standings)
      const successions = successionsOf(standings, id => storedAlerts(visible.get(id)), judged, coming, rows)
      done += standings.length
      const progress = { cursor: found.last, done, all }
      await writing
      writing = store.prepare(coming, successions).then(() => store.progress(progress))
      onProgress?.(done, all)
      await step()
    }
    await writing
  } finally {
    await Promise.allSettled([reading, writing])
  }
  if (hasOwnCollections(coming)) await store.index(coming)
  return rows
}

/** What the rules change of these and of the alerts they have, with what takes its place; puts their rows. */
export function successionsOf(
  standings: readonly StandingDocument[],
  alertsBefore: (cadreId: string) => AlertsDocument | undefined,
  judged: ReadonlyMap<string, Judged>,
  edition: EditionKey,
  rows: BoardRows,
): Succession[] {
  return standings.flatMap(old => {
    const { cadreId } = old
    const own = alertsBefore(cadreId)
    const brought = broughtBy(edition, old, rowOfDocument(old, own), judged.get(cadreId))
    const { next, alerts } = brought
    rows.set(cadreId, rowOfDocument(next ?? old, alerts === undefined ? own : (alerts ?? undefined)))
    return next === undefined && alerts === undefined ? [] : [{ old, ...brought }]
  })
}
