import type { Columns } from '../../domain/closes/column.ts'

/** One block of cadres, column by column; unseen until a close names its run. */
export interface ColumnDocument {
  readonly _id: string
  readonly run: string
  readonly index: number
  /** How many cadres it has. */
  readonly size: number
  readonly groups: Groups
}

/** The columns of a block, by group. */
type Groups = Readonly<Record<string, Columns['named']>>

/** A block as it was read: the groups, or the columns of them, that were asked for. */
export type Block = Pick<ColumnDocument, 'size' | 'groups'>
