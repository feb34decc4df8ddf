import { Conflict, Forbidden, Invalid } from '../errors.ts'
import type { Finding } from '../evidence/entries.ts'
import type { Instant } from '../time/days.ts'
import type { Assessment, AssessmentState, EntryIds, Moment, Person, Stage } from './assessment.ts'

/** Who acts, and when. */
export interface Act {
  readonly by: Person
  readonly at: Instant
}

/** The states as a clerk reads them. */
export const stateNames: Readonly<Record<AssessmentState, string>> = {
  draft: '草稿',
  submitted: '待核实',
  returned: '已退回',
  counted: '已计入',
  reversed: '已冲正',
}

/** What is written down: the content, the unit it falls to and the rule set of its grid. */
export type Written = Pick<Assessment, 'content' | 'unitId' | 'ruleSetId'>

/** A new draft. */
export function begin(id: string, written: Written, { by, at }: Act): Assessment {
  const moment: Moment = { at, by, what: '建立草稿', note: '' }
  const life = { version: 1, author: by, editors: [by.id], createdAt: at, updatedAt: at }
  return { id, ...written, ...life, stage: { state: 'draft' }, history: [moment] }
}

/** The draft as it shall be now. `version` is the one the editor saw: of an older one, Conflict. */
export function revise(before: Assessment, version: number, written: Written, act: Act): Assessment {
  if (!isEditable(before)) throw new Conflict(`这份考察${stateNames[before.stage.state]}，不能再修改。`)
  if (version !== before.version)
    throw new Conflict('您打开之后，别人改过这份考察。两个版本都在下面，请选择保留哪一个。')
  return { ...writtenBy(before, act, '修改'), ...written }
}

/** Hands a draft, or one that was returned and mended, to another person for verification. */
export function submit(before: Assessment, act: Act): Assessment {
  if (!isEditable(before)) throw new Conflict(`这份考察${stateNames[before.stage.state]}，不能再提交。`)
  return { ...writtenBy(before, act, '提交核实'), stage: { state: 'submitted', ...act } }
}

/** Counts it: `entryIds` are its entries in the ledger. Only by somebody who had no part in writing it. */
export function verify(before: Assessment, entryIds: EntryIds, act: Act): Assessment {
  refuseOwn(before, act, '核实')
  return moved(before, act, '核实计入', '', { state: 'counted', ...act, entryIds, ballotFinding: null })
}

/** Returns it to its editors with a comment. Only by somebody who had no part in writing it. */
export function sendBack(before: Assessment, comment: string, act: Act): Assessment {
  if (comment === '') throw new Invalid({ comment: '退回意见：请填写要改正什么。' })
  refuseOwn(before, act, '退回')
  return moved(before, act, '退回', comment, { state: 'returned', ...act, comment })
}

/** Takes a counted 考察 back: `entryIds` are the reversals in the ledger. */
export function reverse(before: Assessment, reason: string, entryIds: readonly number[], act: Act): Assessment {
  if (reason === '') throw new Invalid({ reason: '冲正理由：请填写。' })
  const { stage } = before
  if (stage.state !== 'counted') throw new Conflict(`这份考察${stateNames[stage.state]}，只有已计入的才能冲正。`)
  const reversal = { ...act, reason, entryIds }
  return moved(before, act, '冲正', reason, { ...stage, state: 'reversed', reversal })
}

/** Keeps what the verification of its ballots found. Only by somebody who neither wrote nor recorded them. */
export function verifyBallots(
  before: Assessment,
  { finding, note, entryId }: { readonly finding: Finding; readonly note: string; readonly entryId: number },
  act: Act,
): Assessment {
  const bar = barToBallots(before, act.by.id)
  if (bar !== null) throw bar
  const stage = before.stage as Extract<Stage, { state: 'counted' }>
  const ballotFinding = { finding, note, entryId, ...act }
  return moved(before, act, '核实测评票', note, { ...stage, ballotFinding })
}

/** Whether its content may still be written. */
export const isEditable = ({ stage }: Assessment): boolean => stage.state === 'draft' || stage.state === 'returned'

/** Whether this account may verify or return it now. */
export const mayVerify = ({ stage, editors }: Assessment, userId: string): boolean =>
  stage.state === 'submitted' && !editors.includes(userId)

/** Why this account may not verify the ballots; null when it may. */
export function barToBallots({ stage, editors }: Assessment, userId: string): Conflict | Forbidden | null {
  if (stage.state !== 'counted') return new Conflict(`这份考察${stateNames[stage.state]}，计入后才能核实测评票。`)
  if (stage.entryIds.ballot === null) return new Conflict('这份考察没有评价票。')
  if (stage.ballotFinding !== null) return new Conflict('评价票已核实；如有误，请冲正这份考察后重新录入。')
  const tookPart = editors.includes(userId) || stage.by.id === userId
  return tookPart ? new Forbidden('评价票须由没有参与录入、计入的另一人核实。') : null
}

/** Throws unless it waits for verification and this account had no part in writing it. `verb`: 核实, 退回. */
export function refuseOwn({ stage, editors }: Assessment, { by }: Pick<Act, 'by'>, verb: string): void {
  if (stage.state !== 'submitted') throw new Conflict(`这份考察${stateNames[stage.state]}，不能${verb}。`)
  if (editors.includes(by.id)) throw new Forbidden(`您参与了录入，须由另一人${verb}。`)
}

/** Somebody wrote in it: from now on they are one of its editors. Savings in a row by one person are one moment. */
function writtenBy(before: Assessment, { by, at }: Act, what: string): Assessment {
  const last = before.history.at(-1)
  const isAgain = last?.what === what && last.by.id === by.id
  const history = isAgain ? before.history.slice(0, -1) : before.history
  return {
    ...before,
    version: before.version + 1,
    updatedAt: at,
    editors: before.editors.includes(by.id) ? before.editors : [...before.editors, by.id],
    history: [...history, { at, by, what, note: '' }],
  }
}

function moved(before: Assessment, { by, at }: Act, what: string, note: string, stage: Stage): Assessment {
  const history = [...before.history, { at, by, what, note }]
  return { ...before, version: before.version + 1, updatedAt: at, stage, history }
}
