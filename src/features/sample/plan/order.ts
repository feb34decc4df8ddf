import type { PlannedAction } from './types.ts'

/** By day; on one day files come first, then the rest as it was planned. */
export function inOrder(actions: readonly PlannedAction[]): PlannedAction[] {
  const rank = ({ kind }: PlannedAction): number => (kind === 'import' ? 0 : kind === 'closure' ? 1 : 2)
  return [...actions].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : rank(a) - rank(b)))
}
