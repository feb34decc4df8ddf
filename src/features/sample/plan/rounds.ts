import type { Day } from '../../../domain/time/days.ts'

/** One of the rounds of 考察 in which everybody was looked at. */
export interface Round {
  readonly place: 0 | 1 | 2
  readonly label: string
  readonly from: Day
  readonly to: Day
  /** First and last day on which it was entered. */
  readonly entered: readonly [Day, Day]
  readonly withBallots: boolean
  /** The day on which the score shall be where the part wants it. */
  readonly measuredOn: Day
}

export const rounds: readonly Round[] = [
  {
    ...{ place: 0, label: '2021年上半年跟踪考察', from: '2021-01-01', to: '2021-06-30', withBallots: false },
    ...{ entered: ['2021-07-05', '2021-07-19'], measuredOn: '2021-07-31' },
  },
  {
    ...{ place: 1, label: '2021年下半年跟踪考察', from: '2021-07-01', to: '2021-11-30', withBallots: true },
    ...{ entered: ['2021-12-02', '2021-12-15'], measuredOn: '2021-12-23' },
  },
  {
    ...{ place: 2, label: '2022年上半年跟踪考察', from: '2021-12-01', to: '2022-05-20', withBallots: true },
    ...{ entered: ['2022-05-23', '2022-05-27'], measuredOn: '2022-05-31' },
  },
]
