import type { ClosedRow } from '../../domain/closes/closed-row.ts'
import { countedAs } from '../../domain/rating/counted-as.ts'
import { optionalChoice, optionalInteger, optionalText, parseInput } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'

const sorts = ['score', 'unit'] as const

/** What of a close's people is asked for. A close never changes, so a page is named by its number. */
export interface CloseQuery {
  readonly text: string
  readonly colour: string
  readonly classCode: string
  readonly unitId: string
  readonly moved: boolean
  readonly sort: (typeof sorts)[number]
  readonly page: number
}

export function closeQuery(input: Input): CloseQuery {
  const typed = parseInput(
    {
      q: optionalText('姓名', 40),
      colour: optionalText('建议', 40),
      class: optionalText('类别', 40),
      unit: optionalText('单位', 40),
      moved: optionalChoice('变化', ['yes']),
      sort: optionalChoice('排序', sorts),
      page: optionalInteger('页', 1, 1_000_000),
    },
    input,
  )
  return {
    text: typed.q,
    colour: typed.colour,
    classCode: typed.class,
    unitId: typed.unit,
    moved: typed.moved === 'yes',
    sort: typed.sort ?? 'score',
    page: typed.page ?? 1,
  }
}

/** The address of a query with some of it changed; defaults are left out. */
export function closePath(month: string, query: CloseQuery, change: Partial<CloseQuery> = {}): string {
  const next = { ...query, page: 1, ...change }
  const pairs = [
    ['q', next.text],
    ['colour', next.colour],
    ['class', next.classCode],
    ['unit', next.unitId],
    ['moved', next.moved ? 'yes' : ''],
    ['sort', next.sort === 'score' ? '' : next.sort],
    ['page', next.page === 1 ? '' : String(next.page)],
  ].filter(([, value]) => value !== '')
  const search = new URLSearchParams(pairs as [string, string][]).toString()
  return `/closes/${month}${search === '' ? '' : `?${search}`}#people`
}

export const isFiltered = ({ text, colour, classCode, unitId, moved }: CloseQuery): boolean =>
  moved || [text, colour, classCode, unitId].some(value => value !== '')

/** A cadre of a close, and where the close before counted them: null is not rated then, undefined no close before. */
export interface ComparedRow {
  readonly row: ClosedRow
  readonly before: string | null | undefined
}

/** Whether a row is asked for. */
export function fits(query: CloseQuery): (compared: ComparedRow) => boolean {
  const asks = (asked: string, value: string): boolean => asked === '' || asked === value
  return ({ row, before }) => {
    const key = countedAs({ colour: row.suggested, mark: row.mark })
    return (
      row.name.includes(query.text) &&
      asks(query.colour, key) &&
      asks(query.classCode, row.classCode) &&
      asks(query.unitId, row.unitId) &&
      (!query.moved || (before !== undefined && before !== key))
    )
  }
}

type Order = (a: ClosedRow, b: ClosedRow) => number

const byScore: Order = (a, b) => (b.score ?? -1) - (a.score ?? -1) || (a.cadreId < b.cadreId ? -1 : 1)

export const orders: Readonly<Record<CloseQuery['sort'], Order>> = {
  score: byScore,
  unit: (a, b) => (a.unitId === b.unitId ? byScore(a, b) : a.unitId < b.unitId ? -1 : 1),
}
