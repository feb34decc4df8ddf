/** Where a page begins: after a row, before a row, or at the top. */
export interface PageStart {
  readonly after: string | null
  readonly before: string | null
}
