import type { Unit } from '../../domain/people/unit.ts'
import type { Suggestion } from '../../domain/rating/suggest.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import { hundredths } from '../../web/format.ts'
import { type ListPlace, type MarkView, markNote, markView, reasonShort } from '../ratings/index.ts'
import type { Rated } from '../viewpoints/index.ts'

/** One cadre on a list, in words: page, print and sheet read this one value. */
export interface ListRow {
  readonly id: string
  readonly place: ListPlace
  readonly name: string
  readonly unit: string
  readonly unitFull: string
  readonly title: string
  readonly level: string
  readonly classLabel: string
  readonly mark: MarkView
  readonly note: string
  readonly score: string
  readonly scoreValue: number | null
  readonly since: string
  /** The same where it stands under the colour; '' when no record says it. */
  readonly sinceWords: string
  readonly reason: string
  readonly placed: PlacedRow | null
}

interface PlacedRow {
  readonly mark: MarkView
  readonly since: string
  readonly lastDay: string
  readonly state: string
  /** The state where the column says 在册 already. */
  readonly note: string
  readonly documentNo: string
}

export function listRow(
  { cadreId, who, since, suggestion, version }: Rated,
  units: ReadonlyMap<string, Unit>,
): ListRow {
  const { ruleSet } = version
  const unit = units.get(suggestion.unitId)
  return {
    id: cadreId,
    place: { score: suggestion.score ?? -1, pinyin: who.pinyin, unitId: suggestion.unitId, cadreId },
    name: who.name,
    unit: unit?.shortName ?? suggestion.unitId,
    unitFull: unit?.name ?? suggestion.unitId,
    title: who.title,
    level: who.level,
    classLabel: ruleSet.classes.find(({ code }) => code === suggestion.classCode)?.label ?? '',
    mark: markView(ruleSet, suggestion.colour, suggestion.mark),
    note: [markNote(suggestion.mark), suggestion.provisional && suggestion.score !== null ? '暂定分' : '']
      .filter(text => text !== '')
      .join('；'),
    score: suggestion.score === null ? '—' : hundredths(suggestion.score),
    scoreValue: suggestion.score === null ? null : suggestion.score / 100,
    since: since ?? '—',
    sinceWords: since === null ? '' : `${since} 起`,
    reason: reasonShort(ruleSet, suggestion),
    placed: placedRow(suggestion, version),
  }
}

const HELD = '在册'

function placedRow({ placed }: Suggestion, { ruleSet }: RuleVersion): PlacedRow | null {
  if (placed === null) return null
  const { colour, since, lastDay, due, observation, documentNo } = placed
  const state = due ? '到期待处理' : observation ? '观察' : HELD
  return {
    mark: markView(ruleSet, colour),
    since,
    lastDay: lastDay ?? '—',
    state,
    note: state === HELD ? '' : state,
    documentNo,
  }
}
