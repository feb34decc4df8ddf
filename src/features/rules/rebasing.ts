import { type MergedRules, mergeRuleSets, type Side } from '../../domain/rules/merge-rule-sets.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { comparisonRows, NONE } from './comparison-view.ts'
import type { RuleDocument } from './rules-model.ts'

/** Whose value was chosen for each place that both changed. */
export type Chosen = ReadonlyMap<string, Side>

/** An outdated draft with the version it was based on, and the one published since. */
export interface Outdated {
  readonly draft: RuleDocument
  readonly base: RuleSet
  readonly last: RuleSet
}

/** The last version with only the draft's own changes. */
export const rebased = ({ draft, base, last }: Outdated, chosen: Chosen = new Map()): MergedRules =>
  mergeRuleSets(base, { theirs: last, mine: draft.ruleSet }, place => chosen.get(place) ?? 'theirs')

/** What is carried over, what was published meanwhile, and the places both changed with both values. */
export function rebasingView(outdated: Outdated) {
  const { draft, base, last } = outdated
  const { ruleSet, conflicts } = rebased(outdated)
  return {
    baseId: base.id,
    lastId: last.id,
    carried: comparisonRows(last, ruleSet),
    meanwhile: comparisonRows(base, last),
    conflicts: conflicts.map(place => {
      const { rows } = comparisonRows(ruleSet, rebased(outdated, new Map([[place, 'mine']])).ruleSet)
      return { place, name: nameOf(rows), rows: rows.map(withoutDirection) }
    }),
    note: draft.note,
  }
}

type Row = ReturnType<typeof comparisonRows>['rows'][number]

/** `条件 R1 得分（低于）`; of several things at one place the place alone. */
function nameOf([first, ...others]: readonly Row[]): string {
  const { place = '', label = '' } = first ?? {}
  return others.length > 0 || first?.isWhole ? place : `${place} ${label}`
}

/** Neither side came before the other: of an item that only one of them has, the other has deleted it. */
const withoutDirection = ({ isWhole, ...row }: Row): Row =>
  isWhole
    ? { ...row, isWhole, label: '整项', [row.before === NONE ? 'before' : 'after']: '已删去' }
    : { ...row, isWhole }
