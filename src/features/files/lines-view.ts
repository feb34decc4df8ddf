import type { ScoreLine } from '../../domain/rating/score.ts'
import type { Suggestion } from '../../domain/rating/suggest.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { hundredths, signedHundredths } from '../../web/format.ts'

/** The score line by line: what is shown adds up to the score exactly. */
export interface LineView {
  readonly label: string
  readonly how: string
  readonly points: string
  readonly path: string | null
}

/** `noteOf` says of a record what its line must not hide, or ''; `placeOf` where it is shown. */
export function linesView(
  suggestion: Suggestion,
  ruleSet: RuleSet,
  noteOf: (entryId: number) => string,
  placeOf: (entryId: number) => string | null,
): LineView[] {
  return suggestion.lines.map(line => {
    const view = lineView(line, suggestion, ruleSet)
    const id = line.entryIds[0] ?? 0
    return line.kind === 'fact' ? { ...view, how: `${view.how}${noteOf(id)}`, path: placeOf(id) } : view
  })
}

function lineView(line: ScoreLine, suggestion: Suggestion, ruleSet: RuleSet): LineView {
  const points = signedHundredths(line.points)
  switch (line.kind) {
    case 'part': {
      const rule = ruleSet.score.parts.find(part => part.code === line.part)
      const part = suggestion.parts.find(({ code }) => code === line.part)
      const covered = part === undefined || part.coverage === 10_000 ? '' : `，覆盖 ${hundredths(part.coverage)}%`
      const mean =
        part?.mean == null ? '' : `均值 ${hundredths(part.mean)}，权重 ${(rule?.weight ?? 0) / 100}%${covered}`
      return { label: rule?.label ?? line.part, how: mean, points: hundredths(line.points), path: null }
    }
    case 'fact': {
      const rule = ruleSet.evidence.find(({ code }) => code === line.code)
      const how = line.age === 100 ? '' : `${signedHundredths(line.full)} × 时间折减 ${hundredths(line.age)}`
      return { label: `${line.code} ${rule?.label ?? ''}`, how, points, path: null }
    }
    case 'cap':
      return { label: `${line.code} 封顶`, how: line.period, points, path: null }
    case 'clip':
      return { label: line.of === 'events' ? '事件分上下限' : '总分上下限', how: '', points, path: null }
  }
}
