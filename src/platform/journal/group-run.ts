import { type Answered, answerAgain, storedAnswers } from './answers.ts'
import type { AuditDocument } from './audit-entry.ts'
import type { Command } from './command.ts'
import { runCommand } from './command-run.ts'
import { type Desk, openWork } from './command-work.ts'
import { groupLedger } from './group-ledger.ts'
import { type Head, moveHead } from './head.ts'
import type { LedgerCache } from './ledger-cache.ts'
import { groupMemory, type Memory } from './memory.ts'
import { isRefusal } from './refusal.ts'
import type { Group, JournalSettings } from './settings.ts'
import { bufferedWrites } from './writes.ts'

/** How one command of a group ended. */
type Outcome = { readonly refused: false; readonly result: unknown } | { readonly refused: true; readonly error: Error }

/** What came of a group; `head` is where the commit moves it, null when there is nothing to commit. */
export interface GroupOutcome {
  readonly outcomes: readonly Outcome[]
  readonly head: Head | null
  readonly group: Group
  /** To be called once it is committed, or known that nothing was written. */
  keep(): void
}

/** What a group runs in. */
export type Setting = Pick<Desk, 'db' | 'session' | 'clock' | 'realClock'> &
  Pick<JournalSettings, 'beforeCommit'> & { readonly head: Head; readonly cache: LedgerCache; readonly memory: Memory }

/**
 * Runs the commands in order within the session's transaction, up to but without the commit. Passes on every fault.
 *
 * `looksFirst`: whether it asks before it runs them which were carried out before. Hardly any was, and which was is found
 * all the same: a refused one is looked for before it is told so, and no key can stand in the audit log twice.
 */
export async function runGroup(
  setting: Setting,
  commands: readonly Command<unknown>[],
  looksFirst: boolean,
): Promise<GroupOutcome> {
  const { db, session, head, cache } = setting
  const ledger = groupLedger(db, session, head.ledgerSeq, cache)
  const memory = groupMemory(setting.memory)
  const desk = { ...setting, writes: bufferedWrites(db, session), ledger, memory }
  const answered = looksFirst ? await storedAnswers(db, commands, session) : new Map<string, Answered>()
  await ledger.prefetch(commands.flatMap(command => command.prefetch ?? []))

  const audit: AuditDocument[] = []
  const outcomes: Outcome[] = []
  for (const command of commands) {
    const outcome = await outcomeOf(async () => {
      const earlier = answered.get(command.idempotencyKey)
      if (earlier) return answerAgain(earlier, command)
      const entry = await runCommand(desk, command, head.seq + audit.length + 1)
      answered.set(command.idempotencyKey, entry)
      audit.push(entry)
      return entry.result
    })
    outcomes.push(outcome)
  }
  if (!looksFirst) await answerRefused(setting, commands, outcomes)
  const group = groupOf(desk)
  const moved = audit.length === 0 ? null : await close(setting, desk, group, audit)
  const keep = () => {
    ledger.keep()
    memory.keep()
  }
  return { outcomes, group, head: moved, keep }
}

async function outcomeOf(run: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { refused: false, result: await run() }
  } catch (error) {
    if (!isRefusal(error)) throw error
    return { refused: true, error }
  }
}

/** A command that was carried out before is refused for what it did then: it is answered again. */
async function answerRefused({ db, session }: Setting, commands: readonly Command<unknown>[], outcomes: Outcome[]) {
  const answered = await storedAnswers(
    db,
    commands.filter((_, i) => outcomes[i]?.refused),
    session,
  )
  for (const [i, command] of commands.entries()) {
    const earlier = outcomes[i]?.refused && answered.get(command.idempotencyKey)
    if (earlier) outcomes[i] = await outcomeOf(async () => answerAgain(earlier, command))
  }
}

function groupOf(desk: Desk): Group {
  const recorded = desk.ledger.recorded()
  return { recorded, touched: new Set(recorded.flatMap(entry => entry.subjects)) }
}

async function close(setting: Setting, desk: Desk, group: Group, audit: readonly AuditDocument[]): Promise<Head> {
  await moveStandings(setting, desk, group)
  for (const document of audit) desk.writes.add('audit', { insertOne: { document } })
  await desk.writes.send()
  const { head } = setting
  const to = { ...head, seq: head.seq + audit.length, ledgerSeq: head.ledgerSeq + group.recorded.length }
  await moveHead(setting.db, setting.session, head, to)
  return to
}

async function moveStandings({ beforeCommit }: Setting, desk: Desk, group: Group): Promise<void> {
  if (!beforeCommit) return
  const opened = openWork(desk, { userId: 'system', name: '系统', role: 'system' })
  const positions = desk.ledger.next()
  await desk.ledger.prefetch(group.touched)
  try {
    await beforeCommit(opened.work, group)
  } finally {
    opened.close()
  }
  // Nobody would answer for such an entry: only a command appends.
  if (desk.ledger.next() !== positions) throw new Error('beforeCommit recorded an entry.')
}
