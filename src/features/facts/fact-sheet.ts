import { factStates } from '../../domain/facts/fact-life.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { CellValue, ColumnSpec, SheetSpec } from '../../platform/workbook/index.ts'
import { type ExportHead, exportFoot, exportLine, exportTitle } from '../../web/export-head.ts'
import { instantText } from '../../web/format.ts'
import { type Moment, pastNotes, pastSuffix } from '../viewpoints/index.ts'
import type { FactRow } from './fact-model.ts'

/** What the exported sheet says of itself. */
export interface FactSheetHead extends ExportHead {
  readonly moment: Moment
}

/** What the words of a row are taken from. */
export interface FactSheetParts {
  readonly units: readonly Unit[]
  readonly ruleSet: RuleSet
  readonly namesOf: (cadreIds: readonly string[]) => Promise<ReadonlyMap<string, Cadre>>
}

const columns: readonly ColumnSpec[] = [
  { heading: '编号', width: 7, kind: 'integer', align: 'center' },
  { heading: '发生日期', width: 11, kind: 'text' },
  { heading: '类别', width: 18, kind: 'text' },
  { heading: '事实', width: 22, kind: 'text' },
  { heading: '状态', width: 9, kind: 'text' },
  { heading: '本人', width: 10, kind: 'text' },
  { heading: '单位', width: 15.5, kind: 'text' },
  { heading: '渠道', width: 11, kind: 'text' },
  { heading: '文号', width: 15.5, kind: 'text' },
  { heading: '补录', width: 5, kind: 'text' },
  { heading: '录入时间', width: 11, kind: 'text' },
  { heading: '同一件', width: 9, kind: 'text' },
]

/** The facts as a sheet, some rows at a time. */
export function factSheet(
  batches: AsyncIterable<readonly FactRow[]>,
  parts: FactSheetParts,
  head: FactSheetHead,
): SheetSpec {
  const { moment } = head
  return {
    name: '事实',
    title: exportTitle(`事实${pastSuffix(moment.past)}`, head),
    notes: [exportLine(head), `一事一评：核实前不计分；截至 ${moment.day}`, ...pastNotes(moment)],
    columns,
    rows: cellsOf(batches, parts),
    nothing: '没有符合条件的事实。',
    foot: exportFoot,
  }
}

async function* cellsOf(
  batches: AsyncIterable<readonly FactRow[]>,
  { units, ruleSet, namesOf }: FactSheetParts,
): AsyncIterable<readonly CellValue[]> {
  const unitNames = new Map(units.map(({ id, name }) => [id, name]))
  const labels = new Map(ruleSet.evidence.map(({ code, label }) => [code, label]))
  for await (const rows of batches) {
    const names = await namesOf([...new Set(rows.flatMap(({ persons }) => persons))])
    for (const row of rows)
      yield [
        row._id,
        row.day,
        [row.code, labels.get(row.code) ?? ''].join(' ').trim(),
        row.title,
        factStates[row.state],
        row.persons.map(id => names.get(id)?.name ?? id).join('、'),
        unitNames.get(row.unitId) ?? row.unitId,
        row.channel,
        row.documentNo,
        row.late ? '是' : '',
        instantText(row.recordedAt),
        row.root === row._id ? '' : `第 ${row.root} 号`,
      ]
  }
}
