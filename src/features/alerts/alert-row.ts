import type { AlertKind } from '../../domain/rating/alerts.ts'
import type { Rating } from '../../domain/rating/rating.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import { hundredths } from '../../web/format.ts'
import { type MarkView, markNote, markView, type StandingDocument } from '../ratings/index.ts'
import { alertWords } from './alert-words.ts'

/** One alert, in words: page, print, sheet and digest read this one value. */
export interface AlertRow {
  readonly id: string
  readonly cadreId: string
  readonly name: string
  readonly unit: string
  readonly unitFull: string
  readonly title: string
  readonly classLabel: string
  readonly mark: MarkView
  readonly note: string
  readonly score: string
  readonly scoreValue: number | null
  readonly words: string
  readonly since: string
}

export interface RowParts {
  readonly units: ReadonlyMap<string, { readonly name: string; readonly shortName: string }>
  readonly today: Day
}

export function alertRow(
  kind: AlertKind,
  {
    standing,
    rating,
    ruleSet,
  }: { readonly standing: StandingDocument; readonly rating: Rating; readonly ruleSet: RuleSet },
  oneMore: string | null,
  { units, today }: RowParts,
): AlertRow {
  const unit = units.get(standing.unitId)
  return {
    id: standing.cadreId,
    cadreId: rating.cadreId,
    name: standing.who.name,
    unit: unit?.shortName ?? standing.unitId,
    unitFull: unit?.name ?? standing.unitId,
    title: standing.who.title,
    classLabel: ruleSet.classes.find(({ code }) => code === standing.classCode)?.label ?? '',
    mark: markView(ruleSet, standing.suggested, standing.mark),
    note: markNote(standing.mark),
    score: rating.score === null ? '—' : hundredths(rating.score),
    scoreValue: rating.score === null ? null : rating.score / 100,
    words: alertWords(kind, rating, ruleSet, { today, oneMore }),
    since: standing.alerts?.[kind]?.since ?? '',
  }
}
