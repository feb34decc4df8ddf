import type { BallotGroup } from '../evidence/entries.ts'
import type { Day } from '../time/days.ts'

/** 跟踪考察, 即时考察, 一线考察, as the practice calls them and the ledger keeps them. */
export const assessmentTypes = ['跟踪考察', '即时考察', '一线考察'] as const
export type AssessmentType = (typeof assessmentTypes)[number]

/** 谈 (talks), 看 (on the spot), 查 (papers and data). */
export const assessmentMethods = ['谈', '看', '查'] as const
export type AssessmentMethod = (typeof assessmentMethods)[number]

/** The grades of a ballot, in the order of the sheet. */
export const ballotGrades = { excellent: '优秀', fit: '称职', basic: '基本称职', unfit: '不称职' } as const
export type BallotGrade = keyof typeof ballotGrades

/** A line of the 评价 table as far as it is filled in; null is not filled in. `mean` in hundredths. */
export interface BallotRow {
  readonly group: string
  readonly valid: number | null
  readonly mean: number | null
  readonly counts: Readonly<Record<BallotGrade, number | null>>
}

/** What a 考察 says, finished or not. Cells: id → 0…10000 hundredths; a cell not seen is absent. */
export interface AssessmentContent {
  readonly cadreId: string
  readonly type: AssessmentType | null
  readonly methods: readonly AssessmentMethod[]
  /** 考察组. */
  readonly team: string
  /** First and last day of the period looked at. */
  readonly from: Day | null
  readonly to: Day | null
  readonly cells: Readonly<Record<string, number>>
  readonly ballots: readonly BallotRow[]
  readonly note: string
  /** Why a part moved strongly against the last counted one; '' when it did not. */
  readonly reason: string
  /** The cycle (考察周期) it is entered into; absent for 一事一评 and 平时考察. */
  readonly cycle?: string
  /** Why it comes after the window of the cycle (补录); absent when it does not. */
  readonly lateReason?: string
}

/** Whether nothing stands in the line. */
export const isBlank = ({ valid, mean, counts }: BallotRow): boolean =>
  [valid, mean, ...Object.values(counts)].every(value => value === null)

/** The lines that are filled in completely, as the ledger keeps them. */
export function ballotGroups(content: AssessmentContent): BallotGroup[] {
  return content.ballots.flatMap(({ group, valid, mean, counts: { excellent, fit, basic, unfit } }) =>
    valid === null || mean === null || excellent === null || fit === null || basic === null || unfit === null
      ? []
      : [{ group, valid, mean, counts: { excellent, fit, basic, unfit } }],
  )
}
