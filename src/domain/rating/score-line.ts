/** One line of a score. The score is the exact sum of its lines (rules.md §3). Points in hundredths. */
export type ScoreLine =
  | { readonly kind: 'part'; readonly part: string; readonly points: number; readonly entryIds: readonly number[] }
  | {
      readonly kind: 'fact'
      readonly code: string
      readonly points: number
      /** Points before age; age weight in hundredths. */
      readonly full: number
      readonly age: number
      readonly entryIds: readonly number[]
    }
  | {
      readonly kind: 'cap'
      readonly code: string
      readonly period: string
      readonly points: number
      readonly entryIds: readonly number[]
    }
  | {
      readonly kind: 'clip'
      readonly of: 'events' | 'score'
      readonly points: number
      readonly entryIds: readonly number[]
    }

export const sumOf = (lines: readonly ScoreLine[]): number => lines.reduce((total, line) => total + line.points, 0)

export const clamp = (value: number, { min, max }: { readonly min: number; readonly max: number }): number =>
  Math.min(max, Math.max(min, value))
