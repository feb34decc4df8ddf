import { setTimeout as sleep } from 'node:timers/promises'
import type { ClosedRow } from '../../domain/closes/closed-row.ts'
import type { Month } from '../../domain/closes/months.ts'
import { talliesOf } from '../../domain/closes/tally.ts'
import { Conflict } from '../../domain/errors.ts'
import { createRater } from '../../domain/rating/rate.ts'
import { type Day, endOfDay, endOfMonth, type Instant } from '../../domain/time/days.ts'
import { newId } from '../../platform/ids.ts'
import type { Command, Work } from '../../platform/journal/index.ts'
import { instantText, monthInWords } from '../../web/format.ts'
import type { AsOf } from '../ratings/index.ts'
import type { CloseDocument } from './close-model.ts'
import type { CloseParts } from './close-parts.ts'
import { blocksOf } from './close-rows.ts'
import { blockOf, measuredBlockOf } from './column-groups.ts'

/** Who closes which month, and why. */
export interface CloseCommand extends Pick<Command<unknown>, 'actor' | 'idempotencyKey' | 'requestId' | 'address'> {
  readonly month: Month
  readonly by: CloseDocument['by']
  readonly reason: string
  readonly waiting: readonly number[]
}

/** A record came in that the close would have known: it is computed again. */
class LedgerMoved extends Conflict {}

const TRIES = 3
const PAUSE_MS = 50

/**
 * Closes a month: everything is computed and laid down unseen, then one short command makes it visible. Throws Conflict
 * when the month is closed; a repeated key is answered as it was. `tell` is told whole percents.
 */
export async function closeMonth(
  parts: CloseParts,
  order: CloseCommand,
  tell: (percent: number) => void = () => undefined,
): Promise<Month> {
  for (let tries = 1; ; tries += 1) {
    try {
      const prepared = (await parts.store.header(order.month)) === null ? await prepare(parts, order, tell) : null
      return await makeVisible(parts, order, prepared)
    } catch (error) {
      if (!(error instanceof LedgerMoved) || tries === TRIES) throw error
      await sleep(PAUSE_MS)
    } finally {
      await parts.store.sweep()
    }
  }
}

type Prepared = Omit<CloseDocument, 'closedBy' | 'closedAt'>

/** Of the way, percent: rating everybody; what is left is writing. */
const RATED = 85

async function prepare(parts: CloseParts, order: CloseCommand, tell: (percent: number) => void): Promise<Prepared> {
  const { store, ratings, people } = parts
  const day = endOfMonth(order.month)
  const onProgress = (rated: number, all: number): void => tell(Math.floor((RATED * rated) / Math.max(all, 1)))
  const asOf = await ratings.asOf(day, await knownUntil(day, parts), { onProgress })
  const rater = createRater(asOf.version.ruleSet)
  const run = newId('close')
  const rows: ClosedRow[] = []
  let blocks = 0
  for await (const cadres of blocksOf(asOf, people)) {
    await store.addBlock(run, blocks, blockOf(cadres), measuredBlockOf(cadres, rater))
    blocks += 1
    for (const { row } of cadres) rows.push(row)
    tell(RATED + Math.floor(((100 - RATED) * rows.length) / asOf.suggestions.length))
  }
  return { ...headOf(asOf, order), run, blocks, tallies: talliesOf(rows) }
}

/**
 * The day's end; on the day itself, this moment, or that of the last record where the clock was set back since (a fixed
 * business day begins anew every midnight).
 */
async function knownUntil(day: Day, { clock, ledger }: CloseParts): Promise<Instant> {
  const now = clock.now()
  const last = (await ledger.entry(await ledger.head()))?.recordedAt ?? now
  return [now > last ? now : last, endOfDay(day)].reduce((a, b) => (b < a ? b : a))
}

const headOf = ({ day, knownAt, version, entries }: AsOf, { month, by, reason, waiting }: CloseCommand) => ({
  _id: month,
  day,
  knownAt,
  position: entries.at(-1)?.id ?? 0,
  ruleSet: version.ruleSet.id,
  ruleHash: version.hash,
  by,
  reason,
  waiting,
})

const makeVisible = (parts: CloseParts, order: CloseCommand, prepared: Prepared | null): Promise<Month> => {
  const { journal, store } = parts
  const { month, actor, idempotencyKey, requestId, address, reason } = order
  return journal.submit({
    action: 'closes.close',
    actor,
    idempotencyKey,
    requestId,
    ...(address === undefined ? {} : { address }),
    ...(reason === '' ? {} : { reason }),
    run: async work => {
      const existing = await store.headerIn(work, month)
      if (existing !== null) throw new Conflict(closedAlready(existing))
      if (prepared === null) throw new Error('a close does not vanish')
      if (await store.hasKnownBehind(work, prepared.position, prepared.knownAt))
        throw new LedgerMoved('月结期间不断有记录记入，请稍后再办理。')
      await put(work, parts, prepared)
      return month
    },
  })
}

async function put(work: Work, { store, orders }: CloseParts, prepared: Prepared): Promise<void> {
  const { _id, position, ruleSet, tallies, waiting } = prepared
  const closedBy = { id: work.actor.userId, name: work.actor.name }
  await store.put(work, { ...prepared, closedBy, closedAt: work.now })
  orders.remove(work, _id)
  work.about(
    { type: 'close', id: _id },
    {
      after: { position, ruleSet, counts: tallies.all.suggested, people: tallies.all.people, waiting: waiting.length },
    },
  )
}

export const closedAlready = ({ _id, closedBy, closedAt }: CloseDocument): string =>
  `${monthInWords(_id)}已由${closedBy.name}于 ${instantText(closedAt)} 月结；月结不能重做。`
