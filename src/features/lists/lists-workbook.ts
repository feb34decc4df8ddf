import type { Actor } from '../../domain/access/roles.ts'
import { countedKeys } from '../../domain/rating/counted-as.ts'
import type { SheetSpec } from '../../platform/workbook/index.ts'
import { listColours, markView } from '../ratings/index.ts'
import type { ListQuery } from './list-query.ts'
import type { Lists } from './list-service.ts'
import { listSheet, type SheetHead, summarySheet } from './list-sheet.ts'

/** All lists in one workbook: 汇总 first, then a sheet for each colour (and for those without one). */
export async function allLists(lists: Lists, actor: Actor, query: ListQuery, head: SheetHead): Promise<SheetSpec[]> {
  const { view } = head
  const { ruleSet } = view.version
  const codes = [...(head.placed ? listColours(ruleSet) : countedKeys(ruleSet))]
  const classes = ruleSet.classes.map(({ label }) => label)
  const counts: [string, number[]][] = []
  const sheets: SheetSpec[] = []
  for (const code of codes) {
    const { label } = markView(ruleSet, code)
    const byClass = classes.map(() => 0)
    for await (const row of lists.rows(actor, { ...query, colour: code }, view)) {
      const i = classes.indexOf(row.classLabel)
      byClass[i] = (byClass[i] ?? 0) + 1
    }
    counts.push([label, byClass])
    sheets.push(listSheet(label, label, lists.rows(actor, { ...query, colour: code }, view), head))
  }
  return [summarySheet(counts, classes, head), ...sheets]
}
