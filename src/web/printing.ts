import { first, queryOf } from './input.ts'

/** In the address of a page made for paper. It belongs to the web: no handler sees it. */
export const printField = 'print'

const SCREEN_ROWS = 50
const PAPER_ROWS = 2000

/** Where a page of a list begins, as lists name it in their addresses. */
const places = ['after', 'before', 'above', 'below', 'page']

/** Whether this address asks for the page as it goes on paper. */
export const isPrinted = (url: string): boolean => first(queryOf(url), printField) === '1'

/** Rows of a list that one page shows: on paper all of them, up to a bound. */
export const rowsShown = (url: string): number => (isPrinted(url) ? PAPER_ROWS : SCREEN_ROWS)

/** The same page as it goes on paper: from its first row. */
export const printPathOf = (url: string): string => changed(url, search => search.set(printField, '1'))

/** The same page as it stands on the screen. */
export const screenPathOf = (url: string): string => changed(url, search => search.delete(printField))

function changed(url: string, change: (search: URLSearchParams) => void): string {
  const [path = '', query = ''] = url.split(/\?(.*)/s)
  const search = new URLSearchParams(query)
  for (const name of places) search.delete(name)
  change(search)
  return search.size === 0 ? path : `${path}?${search}`
}
