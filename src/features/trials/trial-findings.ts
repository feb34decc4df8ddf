import { whyMoved } from '../../domain/moves/why-moved.ts'
import { countedAs } from '../../domain/rating/counted-as.ts'
import { setsOf } from '../../domain/rating/suggest.ts'
import {
  compareOutcomes,
  isColourMove,
  type Move,
  pairsOf,
  type TrialSummary,
} from '../../domain/trials/compare-outcomes.ts'
import type { Outcomes } from '../../domain/trials/outcome.ts'
import { type SideNames, whyWords } from '../ratings/index.ts'
import type { ColumnsDocument, MoverDocument } from './trial-model.ts'

/** What a trial found, ready to be written. */
export interface TrialFindings {
  readonly summary: TrialSummary
  readonly movers: Iterable<MoverDocument>
  readonly columns: Iterable<ColumnsDocument>
}

/** Compares both sides and says of everybody who moves why. */
export function trialFindings(trialId: string, before: Outcomes, after: Outcomes): TrialFindings {
  const { moves, summary } = compareOutcomes(before, after)
  return { summary, movers: moversOf(trialId, moves, before, after), columns: columnsOf(trialId, before, after) }
}

function* moversOf(
  trialId: string,
  moves: readonly Move[],
  before: Outcomes,
  after: Outcomes,
): Iterable<MoverDocument> {
  const rules = { before: before.version.ruleSet, after: after.version.ruleSet }
  const names: SideNames = { before: rules.before.id, after: '草案' }
  const old = { ruleSet: rules.before, placing: before.placing, sets: setsOf(before.placing) }
  const now = { ruleSet: rules.after, placing: after.placing, sets: setsOf(after.placing) }
  let n = 0
  for (const move of moves) {
    n += 1
    const causes = whyMoved({ ...old, outcome: move.before }, { ...now, outcome: move.after })
    yield {
      _id: `${trialId}-${n}`,
      trialId,
      n,
      cadreId: move.after.cadreId,
      unitId: move.after.unitId,
      classCode: move.after.classCode,
      kind: isColourMove(move) ? 'colour' : 'mark',
      from: countedAs(move.before),
      to: countedAs(move.after),
      fromMark: move.before.mark,
      toMark: move.after.mark,
      scoreBefore: move.before.score,
      scoreAfter: move.after.score,
      why: causes.map(cause => whyWords(cause, rules, names)),
    }
  }
}

/** Cadres in one document of columns. */
const COLUMN = 1000

function* columnsOf(trialId: string, before: Outcomes, after: Outcomes): Iterable<ColumnsDocument> {
  let number = 0
  let part: Move[] = []
  for (const pair of pairsOf(before, after)) {
    part.push(pair)
    if (part.length < COLUMN) continue
    yield columnsDocument(trialId, number, part)
    number += 1
    part = []
  }
  if (part.length > 0) yield columnsDocument(trialId, number, part)
}

const columnsDocument = (trialId: string, number: number, part: readonly Move[]): ColumnsDocument => ({
  _id: `${trialId}-${number}`,
  trialId,
  cadreIds: part.map(({ after }) => after.cadreId),
  before: part.map(pair => countedAs(pair.before)),
  after: part.map(pair => countedAs(pair.after)),
  reasons: part.map(pair => pair.after.reasons.join('、')),
})
