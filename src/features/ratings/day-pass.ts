import type { Day } from '../../domain/time/days.ts'
import { newId } from '../../platform/ids.ts'
import type { Journal, Work } from '../../platform/journal/index.ts'
import { systemActor } from '../../platform/system-actor.ts'
import type { Board } from './board-keeper.ts'
import type { Edition } from './edition.ts'
import { type ReratingDeps, type ReratingOptions, rerate } from './rerating.ts'
import type { StandingStore } from './standing-store.ts'

export interface DayPassDeps extends ReratingDeps {
  readonly standings: Pick<StandingStore, 'dueIds' | 'nextDue'>
  /** Inside a command: rates these cadres anew as of a day (因时间推移). */
  readonly move: (work: Work, cadreIds: readonly string[], day: Day) => Promise<void>
}

/**
 * What the days bring since the last that was looked at, one after the other, each as of itself: other rules where they
 * come into force, then those whose `nextChangeOn` has come. So whoever moves does so on their own day, also when nobody
 * looked for a while. Answers how many were due.
 */
export async function passDays(
  journal: Journal,
  today: Day,
  deps: DayPassDeps,
  options?: ReratingOptions,
): Promise<number> {
  // No command of the pass, nor one given meanwhile, has to read everybody.
  let seen = await seenNow(journal, deps)
  if (seen === null) return 0
  let due = 0
  let last = seen.day
  for (;;) {
    const missed = last === null ? null : await nextMissed(seen.edition, last, today, deps)
    const day = missed ?? today
    if (await rerate(journal, day, seen, deps, options)) seen = (await seenNow(journal, deps)) ?? seen
    // Those of before stay for today: whoever asks to be looked at names a day long past.
    const ids = await deps.standings.dueIds(seen.edition, day, missed && last)
    await moveDue(journal, ids, day, deps)
    // A clock that was set back looks at nothing again.
    if (last === null || last < day) await passed(journal, day, deps)
    due += ids.length
    if (missed === null) return due
    last = missed
  }
}

/** What the board says of editions and days, without everybody's rows, which are not to be held for so long. */
async function seenNow(
  journal: Journal,
  { boards }: DayPassDeps,
): Promise<Pick<Board, 'edition' | 'next' | 'day'> | null> {
  const board = await boards.visible(journal)
  return board && { edition: board.edition, next: board.next, day: board.day }
}

/** The next day before today that brings anything: other rules, or somebody who is due. */
async function nextMissed(
  edition: Edition,
  last: Day,
  today: Day,
  { rules, standings }: DayPassDeps,
): Promise<Day | null> {
  if (last >= today) return null
  const begins = (await rules.published()).map(({ effectiveOn }) => effectiveOn)
  const days = [...begins, await standings.nextDue(edition, last, today)].filter(
    day => day !== null && day > last && day < today,
  )
  return days.sort()[0] ?? null
}

const BATCH = 100

/** One command a batch, so that other commands get their turn. */
async function moveDue(journal: Journal, ids: readonly string[], day: Day, { move }: DayPassDeps): Promise<void> {
  for (let i = 0; i < ids.length; i += BATCH) {
    const batch = ids.slice(i, i + BATCH)
    await journal.submit({
      action: 'ratings.daily-pass',
      actor: systemActor,
      idempotencyKey: `daily-${day}-${newId('batch')}`,
      requestId: 'system',
      prefetch: batch,
      run: async work => {
        await move(work, batch, day)
        work.about({ type: 'standings', id: day }, { after: { moved: batch.length } })
        return batch.length
      },
    })
  }
}

/** Writes that a day was looked at. */
const passed = (journal: Journal, day: Day, { boards }: DayPassDeps): Promise<null> =>
  journal.submit({
    action: 'ratings.day-passed',
    actor: systemActor,
    idempotencyKey: `day-passed-${day}`,
    requestId: 'system',
    run: async work => {
      const before = await boards.open(work)
      boards.put(work, { ...before, generation: before.generation + 1, day })
      work.about({ type: 'standings', id: day })
      return null
    },
  })
