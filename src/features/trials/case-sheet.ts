import type { Cadre } from '../../domain/people/cadre.ts'
import type { CellValue, ColumnSpec } from '../../platform/workbook/index.ts'
import { type BothRules, markCell, personColumn } from '../ratings/index.ts'
import { demandWords, verdictWords } from './case-words.ts'
import type { CheckedCase } from './cases.ts'
import { markOfKey } from './colour-keys.ts'

/** The saved cases against a trial, as a sheet lists them. */
export const caseColumns = (before: string): readonly ColumnSpec[] => [
  { heading: '案例', width: 20, kind: 'text' },
  { heading: '结果', width: 16, kind: 'text' },
  personColumn.name,
  { heading: '要求', width: 20, kind: 'text' },
  { heading: `${before} 下`, width: 16, kind: 'text' },
  { heading: '草案下', width: 16, kind: 'text' },
  { heading: '草案下的条件', width: 12, kind: 'text' },
  { heading: '案例的理由', width: 28, kind: 'text' },
  personColumn.id,
]

export const caseRows = (
  checked: readonly CheckedCase[],
  rules: BothRules,
  cadres: ReadonlyMap<string, Cadre>,
): CellValue[][] =>
  checked.map(row => {
    const { one, counted } = row
    const sides: CellValue[] =
      counted === null
        ? ['当日不在评定范围', '当日不在评定范围', '']
        : [
            markCell(markOfKey(rules, counted.before, 'before')),
            markCell(markOfKey(rules, counted.after, 'after')),
            counted.reasons,
          ]
    const name = cadres.get(one.cadreId)?.name ?? one.cadreId
    return [one.name, verdictWords(row, rules), name, demandWords(one, rules), ...sides, one.reason, one.cadreId]
  })
