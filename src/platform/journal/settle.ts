import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../logger.ts'
import type { Command } from './command.ts'
import { RefusedTooLate } from './command-run.ts'
import { NotWriter, Unavailable } from './errors.ts'
import type { GroupOutcome } from './group-run.ts'
import type { Patience } from './patience.ts'
import type { Waiting } from './queue.ts'
import { asAnswer } from './refusal.ts'
import { isConnectionFault, isTransient } from './transient.ts'

/** How groups are carried out. */
export interface Settling {
  /** Runs the commands in one committed transaction; `looksFirst`: see runGroup. */
  attempt(commands: readonly Command<unknown>[], looksFirst: boolean): Promise<GroupOutcome>
  readonly patience: Patience
  readonly patienceMs: number
  readonly log: Logger
}

const SHARED_TRIES = 3

/** Runs a group, again or one by one where that helps, until each of its commands has its answer. Never rejects. */
export async function settle(settling: Settling, group: readonly Waiting[]): Promise<void> {
  let waiting = group
  for (let tries = 1; waiting.length > 0; tries++) {
    const failure = await attemptOnce(settling, waiting, tries > 1)
    if (failure === null) return
    if (!mayPass(failure.error, tries, waiting.length)) return end(settling, waiting, failure.error)
    settling.log.warn({ err: failure.error, tries, commands: waiting.length }, 'group runs again')
    waiting = stillPatient(settling, waiting, failure.error)
    await sleep(Math.min(500, 20 * 2 ** tries) * (0.5 + Math.random() / 2))
  }
}

async function attemptOnce(
  settling: Settling,
  waiting: readonly Waiting[],
  looksFirst: boolean,
): Promise<{ error: unknown } | null> {
  try {
    const commands = waiting.map(one => one.command)
    const { outcomes } = await settling.attempt(commands, looksFirst)
    settling.patience.succeeded()
    deliver(waiting, outcomes)
    return null
  } catch (error) {
    settling.patience.failed(error)
    return { error }
  }
}

/** What is shared and keeps failing is better tried one by one, unless it is the connection. */
function mayPass(error: unknown, tries: number, size: number): boolean {
  return isTransient(error) && (size === 1 || tries < SHARED_TRIES || isConnectionFault(error))
}

async function end(settling: Settling, waiting: readonly Waiting[], error: unknown): Promise<void> {
  if (error instanceof NotWriter) return refuse(waiting, error)
  if (waiting.length === 1) return fail(settling, waiting, error)
  for (const one of waiting) await settle(settling, [one])
}

function deliver(waiting: readonly Waiting[], outcomes: GroupOutcome['outcomes']): void {
  for (const [i, outcome] of outcomes.entries()) {
    if (outcome.refused) waiting[i]?.reject(outcome.error)
    else waiting[i]?.resolve(outcome.result)
  }
}

const refuse = (waiting: readonly Waiting[], error: unknown): void => {
  for (const one of waiting) one.reject(error)
}

function fail(settling: Settling, waiting: readonly Waiting[], error: unknown): void {
  const answer = error instanceof RefusedTooLate ? error.cause : asAnswer(error)
  const [one] = waiting
  if (answer === error) {
    settling.log.error({ err: error, action: one?.command.action, requestId: one?.command.requestId }, 'command failed')
  }
  refuse(waiting, answer)
}

function stillPatient(settling: Settling, waiting: readonly Waiting[], cause: unknown): Waiting[] {
  const latest = performance.now() - settling.patienceMs
  refuse(
    waiting.filter(one => one.since <= latest),
    new Unavailable(undefined, { cause }),
  )
  return waiting.filter(one => one.since > latest)
}
