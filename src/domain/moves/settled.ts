import type { ConditionResult, Explained } from '../rating/conditions.ts'
import type { ComparedOutcome } from './compared-outcome.ts'

/** Whether a condition left out a record because a placement had settled it. */
export const leavesOutSettled = ({ tree }: ConditionResult): boolean => hasSettled(tree)

const hasSettled = (tree: Explained): boolean =>
  tree.node === 'leaf' ? tree.reading.settledIds.length > 0 : tree.of.some(hasSettled)

/**
 * The outcome with the settled records that the same conditions, formed from the ledger, left out: columns keep values
 * alone. Only where both read the same value: nothing else is taken over.
 */
export function withSettled(outcome: ComparedOutcome, fromLedger: readonly ConditionResult[]): ComparedOutcome {
  // Taken one by one: of an outcome of columns they are getters, which spreading leaves out.
  const { cadreId, unitId, classCode, colour, mark, score, scored, coverage, rank, reasons } = outcome
  const conditions = outcome.conditions.map(condition => {
    const same = fromLedger.find(({ id }) => id === condition.id)
    return same === undefined ? condition : { ...condition, tree: joined(condition.tree, same.tree) }
  })
  return { cadreId, unitId, classCode, colour, mark, score, scored, coverage, rank, reasons, conditions }
}

function joined(tree: Explained, other: Explained | undefined): Explained {
  if (tree.node !== 'leaf')
    return other === undefined || other.node === 'leaf'
      ? tree
      : { ...tree, of: tree.of.map((part, i) => joined(part, other.of[i])) }
  if (other?.node !== 'leaf' || other.reading.value !== tree.reading.value) return tree
  return { ...tree, reading: { ...tree.reading, settledIds: other.reading.settledIds } }
}
