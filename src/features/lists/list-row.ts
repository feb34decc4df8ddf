import type { Unit } from '../../domain/people/unit.ts'
import type { Placing } from '../../domain/rating/place.ts'
import { type Suggestion, suggest } from '../../domain/rating/suggest.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import { hundredths } from '../../web/format.ts'
import { type MarkView, markNote, markView, ratingOf, reasonShort, type StandingDocument } from '../ratings/index.ts'

/** One cadre on a list, in words: page, print and sheet read this one value. */
export interface ListRow {
  readonly id: string
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
  readonly reason: string
  readonly placed: PlacedRow | null
}

interface PlacedRow {
  readonly mark: MarkView
  readonly since: string
  readonly lastDay: string
  readonly state: string
  readonly documentNo: string
}

/** What rows need beside the standing. */
export interface RowParts {
  readonly versions: readonly RuleVersion[]
  readonly placing: Placing
  readonly units: ReadonlyMap<string, Unit>
}

export function listRow(standing: StandingDocument, { versions, placing, units }: RowParts): ListRow {
  const version = versions.find(({ ruleSet }) => ruleSet.id === standing.ruleSet)
  if (version === undefined) throw new Error(`rule set ${standing.ruleSet} of a standing is not published`)
  const { ruleSet } = version
  const suggestion = suggest(ratingOf(standing, ruleSet), placing, ruleSet, null)
  const unit = units.get(standing.unitId)
  return {
    id: standing._id,
    name: standing.who.name,
    unit: unit?.shortName ?? standing.unitId,
    unitFull: unit?.name ?? standing.unitId,
    title: standing.who.title,
    level: standing.who.level,
    classLabel: ruleSet.classes.find(({ code }) => code === standing.classCode)?.label ?? '',
    mark: markView(ruleSet, suggestion.colour, suggestion.mark),
    note: [markNote(suggestion.mark), suggestion.provisional && suggestion.score !== null ? '暂定分' : '']
      .filter(text => text !== '')
      .join('；'),
    score: suggestion.score === null ? '—' : hundredths(suggestion.score),
    scoreValue: suggestion.score === null ? null : suggestion.score / 100,
    since: standing.since,
    reason: reasonShort(ruleSet, suggestion),
    placed: placedRow(suggestion, version),
  }
}

function placedRow({ placed }: Suggestion, { ruleSet }: RuleVersion): PlacedRow | null {
  if (placed === null) return null
  const { colour, since, lastDay, due, observation, documentNo } = placed
  const state = due ? '到期待处理' : observation ? '观察' : '在册'
  return { mark: markView(ruleSet, colour), since, lastDay: lastDay ?? '—', state, documentNo }
}
