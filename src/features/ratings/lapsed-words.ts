import { type AgedLine, agedLines, lapsedRecords, turnsOnScore } from '../../domain/moves/lapsed.ts'
import type { RatedAlone } from '../../domain/moves/sides-alone.ts'
import type { Cause } from '../../domain/moves/why-moved.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { lineLabel, linePoints } from './line-words.ts'

/** So many are named, and how many there are. */
const NAMED = 3

/** What time did to the records behind a movement: which lines of the score it made others, which records it ended. */
export function lapsedWords(before: RatedAlone, after: RatedAlone, causes: readonly Cause[]): string[] {
  const lines = turnsOnScore(causes) ? agedLines(before.rating, after.rating) : []
  return [
    ...named(
      lines.map(line => lineWords(line, after.ruleSet)),
      list => `时间折减：${list}`,
    ),
    ...named(
      lapsedRecords(causes).map(id => `记录 ${id}`),
      list => `${list} 已过期限，不再计入`,
    ),
  ]
}

function named(all: readonly string[], sentence: (list: string) => string): string[] {
  if (all.length === 0) return []
  const rest = all.length > NAMED ? `等 ${all.length} 项` : ''
  return [sentence(`${all.slice(0, NAMED).join('、')}${rest}`)]
}

function lineWords({ line, before, after }: AgedLine, ruleSet: RuleSet): string {
  const records = line.kind === 'fact' ? `（记录 ${line.entryIds.join('、')}）` : ' '
  return `${lineLabel(line, ruleSet)}${records}${linePoints(line, before)} → ${linePoints(line, after)}`
}
