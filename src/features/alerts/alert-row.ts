import type { AlertKind } from '../../domain/rating/alerts.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import { hundredths } from '../../web/format.ts'
import { type MarkView, markNote, markView } from '../ratings/index.ts'
import type { Alerted } from '../viewpoints/index.ts'
import { alertWords } from './alert-words.ts'

/** One alert, in words: page, print, sheet and digest read this one value. */
export interface AlertRow {
  readonly id: string
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
  /** The day since which the person stands in this kind without a break; the reason may have changed on the way. */
  readonly since: string
}

export interface RowParts {
  readonly units: ReadonlyMap<string, { readonly name: string; readonly shortName: string }>
  /** By which everybody is rated on the day. */
  readonly version: RuleVersion
  readonly day: Day
}

export function alertRow(
  kind: AlertKind,
  { cadreId, who, rating, suggested, mark, since }: Alerted,
  oneMore: string | null,
  { units, version, day }: RowParts,
): AlertRow {
  const { ruleSet } = version
  const { unitId, classCode, score } = rating
  const unit = units.get(unitId)
  return {
    id: cadreId,
    name: who.name,
    unit: unit?.shortName ?? unitId,
    unitFull: unit?.name ?? unitId,
    title: who.title,
    classLabel: ruleSet.classes.find(({ code }) => code === classCode)?.label ?? '',
    mark: markView(ruleSet, suggested, mark),
    note: markNote(mark),
    score: score === null ? '—' : hundredths(score),
    scoreValue: score === null ? null : score / 100,
    words: alertWords(kind, rating, version, { today: day, oneMore }),
    since: since ?? '—',
  }
}
