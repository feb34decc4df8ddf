import type { Tally } from '../../domain/closes/tally.ts'
import { countedKeys } from '../../domain/rating/counted-as.ts'
import type { CellValue, ColumnSpec, SheetSpec } from '../../platform/workbook/index.ts'
import { type ExportHead, exportFoot, exportLine, exportTitle } from '../../web/export-head.ts'
import { instantText, monthInWords } from '../../web/format.ts'
import type { FactRow } from '../facts/index.ts'
import type { ReasonsSince } from './close-reasons.ts'
import { rulesNote } from './close-view.ts'
import { closedWords, headingsOf, inClassOrder } from './close-words.ts'
import type { CloseView } from './read-close.ts'
import { waitingView } from './waiting-view.ts'

/** Who takes it out, when, and of what installation. */
export interface SheetHead extends ExportHead {
  readonly view: CloseView
  readonly reasons: ReasonsSince
}

const text = (heading: string, width: number): ColumnSpec => ({ heading, width, kind: 'text' })
const integer = (heading: string, width = 9): ColumnSpec => ({ heading, width, kind: 'integer', align: 'right' })

/** A sheet of a close, with what it says of itself. */
export function closeSheet(
  head: SheetHead,
  name: string,
  spec: Pick<SheetSpec, 'columns' | 'rows' | 'nothing'>,
): SheetSpec {
  const { view } = head
  const { header, ruleSet } = view
  return {
    name,
    title: exportTitle(`${monthInWords(header._id)}月结·${name}`, head),
    notes: [
      exportLine(head),
      `建议名单（未经研判，由规则算出）；截至 ${header.day}；所知到 ${instantText(header.knownAt)}，账本第 ${header.position} 号；规则版本 ${ruleSet.id}（${header.ruleHash.slice(0, 16)}）`,
      `月结：${closedWords(header)}${header.reason === '' ? '' : `；理由：${header.reason}`}${header.waiting.length === 0 ? '' : `；转入下月的事实 ${header.waiting.length} 件`}`,
      ...[rulesNote(view, head.reasons)].filter(note => note !== ''),
    ],
    ...spec,
    foot: exportFoot,
  }
}

/** How many under each colour, in all, by class and by unit. */
export function countsSheet(head: SheetHead): SheetSpec {
  const { header, ruleSet, units, tally, unitId } = head.view
  const keys = countedKeys(ruleSet)
  const line = (label: string, { suggested, people }: Tally): CellValue[] => [
    label,
    ...keys.map(key => suggested[key] ?? 0),
    people,
  ]
  const classes = inClassOrder(header.tallies, ruleSet).map(one =>
    line(ruleSet.classes.find(({ code }) => code === one.code)?.label ?? one.code, one),
  )
  const byUnit = header.tallies.byUnit
    .filter(({ code }) => unitId === null || code === unitId)
    .map(one => line(units.get(one.code)?.name ?? one.code, one))
  return closeSheet(head, '汇总', {
    columns: [text('类别或单位', 26), ...headingsOf(ruleSet).map(heading => integer(heading, 14)), integer('合计')],
    rows: [line('合计', tally), ...(unitId === null ? classes : []), ...byUnit],
  })
}

/** Facts that waited past their clock and went from one close to the next. */
export function factsSheet(head: SheetHead, name: string, facts: readonly FactRow[]): SheetSpec {
  const rows = facts.map(row => waitingView(row, head.view.units))
  return closeSheet(head, name, {
    columns: [
      integer('编号'),
      text('事实', 44),
      text('类别', 9),
      text('单位', 22),
      text('发生日期', 13),
      text('录入', 18),
      text('现状', 12),
    ],
    rows: rows.map(({ id, title, code, unit, day, recordedAt, state }) => [
      ...[id, title, code, unit, day, recordedAt, state],
    ]),
  })
}
