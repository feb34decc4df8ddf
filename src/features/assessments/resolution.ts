import type { Assessment } from '../../domain/assessments/assessment.ts'
import type { AssessmentContent } from '../../domain/assessments/content.ts'
import { differences, fieldsOf, merge } from '../../domain/assessments/versions.ts'
import { Conflict } from '../../domain/errors.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { type Fields, optionalChoice } from '../../web/parse.ts'

const plain = ['cycle', 'type', 'methods', 'team', 'from', 'to', 'note', 'reason', 'lateReason']

/** What the page of two versions sends beside the content: which way, and the choice for each field. */
export function mergeFields({ indicators, evaluation }: RuleSet): Fields {
  const names = [
    ...plain,
    ...indicators.cells.map(({ id }) => `cell.${id}`),
    ...evaluation.map(({ code }) => `ballot.${code}`),
  ]
  return {
    merge: optionalChoice('取舍', ['mine', 'theirs', 'fields']),
    ...Object.fromEntries(names.map(name => [`pick.${name}`, optionalChoice(name, ['mine', 'theirs'])])),
  }
}

/**
 * What is to be saved: as typed, or joined with the stored version as chosen on the page of two versions. The choice
 * was made against `version`: if that has moved on again, Conflict shows both anew.
 */
export function resolved(
  mine: AssessmentContent,
  stored: Assessment,
  values: Readonly<Record<string, unknown>>,
): AssessmentContent {
  if (values.merge === null || values.merge === undefined || values.merge === 'mine') return mine
  if (values.version !== stored.version) throw new Conflict('您取舍的时候，又有人改过这份考察，请再看一遍两个版本。')
  const chosen =
    values.merge === 'theirs'
      ? differences(mine, stored.content)
      : fieldsOf(mine, stored.content).filter(name => values[`pick.${name}`] === 'theirs')
  return merge(mine, stored.content, chosen)
}
