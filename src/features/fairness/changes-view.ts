import { initially, select } from '../../web/form.ts'
import { signed } from '../../web/format.ts'
import type { Changes } from './changes.ts'
import { dimensions, isPrivate } from './dimensions.ts'
import type { FairnessQuery } from './fairness-query.ts'
import type { FairnessFrame } from './fairness-service.ts'
import { columnHeading, exportNotes, HIDDEN, hiddenNote, privateNote } from './fairness-words.ts'
import { frameView } from './frame-view.ts'

/** The page of colours by group on two days. */
export function changesView(query: FairnessQuery, found: Changes, frame: FairnessFrame) {
  const around = frameView('/fairness/changes', query, frame)
  const { moments, earlier, later, columns, hasHidden } = found
  const typed = initially({ earlier: earlier?.key, later: later?.key })
  const options = moments.map(({ key, label }) => ({ value: key, label }))
  const ends = options.filter(({ value }) => value !== 'now')
  const isKnown = earlier !== null && later !== null && found.labels.length > 0
  return {
    ...around,
    lead: isKnown
      ? `${earlier.label} 到 ${later.label}，各组建议颜色人数的变化（月末以当时所知为准）。`
      : '各组建议颜色人数在两个月末之间的变化。',
    filters: {
      ...around.filters,
      earlier: select('earlier', '前', ends, typed, {}),
      later: select('later', '后', options, typed, {}),
    },
    isEmpty: !isKnown,
    emptySentence: earlier === null ? '还没有可以比较的月末。第一次月结之后才能比较。' : '没有符合这些条件的干部。',
    emptyPath: earlier === null ? '' : around.clear,
    counted: `${found.labels.length} 组`,
    exportPath: around.withQuery('/fairness/changes.xlsx'),
    exportNote: exportNotes.groups,
    dimension: dimensions[query.by],
    columns: columns.map(code => columnHeading(frame.ruleSet, code)),
    rows: changeRows(found),
    notes: [
      `按干部${frame.moment.past === null ? '现在' : '这一天'}所在的组计；当时没有参加评定的，只计入有评定的一天。已经不在评定范围的不计。`,
      ...(hasHidden ? [hiddenNote] : []),
      ...(isPrivate(query.by) ? [privateNote] : []),
    ],
  }
}

/** `12 → 15（+3）` in each cell; the last row and cell are totals. */
export function changeRows({ labels, before, after, columns }: Changes) {
  return [...labels, '合计'].map((label, r) => ({
    label,
    isTotal: r === labels.length,
    cells: [...columns, 'total'].map((_, c) => changed(before[r]?.[c], after[r]?.[c])),
  }))
}

function changed(from: number | null | undefined, to: number | null | undefined): string {
  const isKnown = from != null && to != null
  if (isKnown && from === to) return String(to)
  return `${from ?? HIDDEN} → ${to ?? HIDDEN}${isKnown ? `（${signed(to - from)}）` : ''}`
}
