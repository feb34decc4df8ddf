import { expect } from 'chai'
import { sheetsOf } from '../../platform/workbook/reading-here.ts'
import { type Answer, pageOf } from '../../support/visitor.ts'

/** Columns that say what may be done, or what no record says of the past. */
const apart = ['操作', '列入本类', '']

/** All that a page says of a day in tables, tabs, numbers and files, line by line, but for what only today has. */
export function toldOn(answer: Answer): string[] {
  expect(answer.status).to.equal(200)
  const $ = pageOf(answer)
  const wordsOf = (selector: string): string[] =>
    $(selector)
      .toArray()
      .map(element => $(element).text().replace(/\s+/g, ' ').trim())
  // The day itself is the last point of the trend.
  $('.chart tbody tr:last-child > th').empty()
  for (const table of $('main table').toArray())
    for (const [i, head] of $(table).find('thead th').toArray().entries())
      if (apart.includes($(head).text().trim()))
        $(table)
          .find(`tbody tr > :nth-child(${i + 1})`)
          .empty()
  const others = '.tabs li, .numbers > li, .list-bar > p, .timeline > li, .file > div > .panel:not(:has(.timeline))'
  const lines = [...wordsOf('main tbody tr'), ...wordsOf(`main :is(${others})`)]
  return lines.filter(text => !text.startsWith('待我核实'))
}

/** The tables of a workbook, line by line; titles, notes and feet are one cell wide. */
export async function toldIn(answer: Answer): Promise<string[]> {
  expect(answer.status).to.equal(200)
  const sheets = await sheetsOf(answer.body)
  return sheets.flatMap(({ name, rows }) => {
    const lines = rows.map(({ cells }) =>
      [...cells].map(([at, cell]) => [at, 'text' in cell ? cell.text : ''] as const),
    )
    const table = lines.filter(({ length }) => length > 1)
    const kept = new Set((table[0] ?? []).filter(([, heading]) => !apart.includes(heading)).map(([at]) => at))
    return table.map(line => [name, ...line.filter(([at]) => kept.has(at)).map(([, text]) => text)].join(' | '))
  })
}
