import type { ScoreLine } from '../../domain/rating/score.ts'
import type { Suggestion } from '../../domain/rating/suggest.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { hundredths, signedHundredths } from '../../web/format.ts'
import { lineLabel, linePoints } from '../ratings/index.ts'

/** The score line by line: what is shown adds up to the score exactly. */
export interface LineView {
  readonly label: string
  readonly how: string
  readonly points: string
  readonly path: string | null
}

/** `noteOf` says of a record what its line must not hide, or ''; `placeOf` where it is shown; `dayOf` of when it is. */
export function linesView(
  suggestion: Suggestion,
  ruleSet: RuleSet,
  noteOf: (entryId: number) => string,
  placeOf: (entryId: number) => string | null,
  dayOf: (entryId: number) => string,
): LineView[] {
  return suggestion.lines.map(line => {
    const view = lineView(line, suggestion, ruleSet)
    const id = line.entryIds[0] ?? 0
    if (line.kind !== 'fact') return view
    const how = [dayOf(id), view.how].filter(text => text !== '').join('，')
    return { ...view, how: `${how}${noteOf(id)}`, path: placeOf(id) }
  })
}

const lineView = (line: ScoreLine, suggestion: Suggestion, ruleSet: RuleSet): LineView => ({
  label: lineLabel(line, ruleSet),
  how: howWords(line, suggestion, ruleSet),
  points: linePoints(line, line.points),
  path: null,
})

function howWords(line: ScoreLine, { parts }: Suggestion, { score }: RuleSet): string {
  switch (line.kind) {
    case 'part': {
      const part = parts.find(({ code }) => code === line.part)
      if (part?.mean == null) return ''
      const weight = score.parts.find(({ code }) => code === line.part)?.weight ?? 0
      const covered = part.coverage === 10_000 ? '' : `，覆盖 ${hundredths(part.coverage)}%`
      return `均值 ${hundredths(part.mean)}，权重 ${weight / 100}%${covered}`
    }
    case 'fact':
      return line.age === 100 ? '' : `${signedHundredths(line.full)} × 时间折减 ${hundredths(line.age)}`
    case 'cap':
      return line.period
    case 'clip':
      return ''
  }
}
