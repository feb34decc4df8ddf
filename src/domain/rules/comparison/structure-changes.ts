import { canonical } from '../../canonical.ts'
import { conditionWords } from '../condition-words.ts'
import type { RuleSet } from '../rule-set.ts'
import { aspectChanges, type Changes, joined, listChanges } from './list-changes.ts'
import {
  ballotList,
  cellList,
  classList,
  colourList,
  conditionList,
  evidenceList,
  partList,
  rowList,
  sideList,
} from './lists.ts'
import type { RuleChange } from './rule-change.ts'
import { settings } from './settings.ts'

/** Everything that differs from one rule set to another beside thresholds, in the words of the page. */
export const structureChanges = (before: RuleSet, after: RuleSet): Changes =>
  joined([
    ...settings.map(({ section, place, ...aspect }) =>
      aspectChanges({ section, place, key: '' }, [aspect], [before, before], [after, after]),
    ),
    listChanges(colourList, before, after),
    listChanges(classList, before, after),
    listChanges(rowList, before, after),
    listChanges(sideList, before, after),
    listChanges(cellList, before, after),
    listChanges(ballotList, before, after),
    listChanges(partList, before, after),
    listChanges(evidenceList, before, after),
    listChanges(conditionList, before, after),
    { changes: sentenceChanges(before, after), replaced: [] },
  ])

/** A sentence that was written; one that was said anew from its tree is no change of its own. */
function sentenceChanges(before: RuleSet, after: RuleSet): RuleChange[] {
  const earlier = new Map(before.conditions.map(rule => [rule.id, rule]))
  return after.conditions.flatMap(rule => {
    const old = earlier.get(rule.id)
    if (old === undefined || old.sentence === rule.sentence) return []
    const isSaidAnew =
      canonical(old.when) !== canonical(rule.when) && rule.sentence === conditionWords(rule.when, after)
    if (isSaidAnew) return []
    const at = { section: 'conditions', place: `条件 ${rule.id}`, what: '说明' } as const
    return [{ ...at, before: old.sentence, after: rule.sentence }]
  })
}
