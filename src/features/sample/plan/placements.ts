import { causesOf } from '../../../domain/evidence/placement-checks.ts'
import type { Rater } from '../../../domain/rating/rate.ts'
import type { Day } from '../../../domain/time/days.ts'
import { addDays, addMonths } from '../../../domain/time/days.ts'
import type { Desk } from './desk.ts'
import { type Ground, playing } from './ground.ts'
import type { MemoryPlay } from './memory-play.ts'
import { rateInMemory } from './memory-ratings.ts'
import type { Part } from './part.ts'
import type { ActionOf } from './types.ts'

const terms: Readonly<Record<string, number>> = { blue: 12, yellow: 3, red: 6 }

/** A meeting that placed some of those suggested on its day: how many of each part, and with which colour. */
export interface Meeting {
  readonly on: Day
  readonly documentNo: string
  readonly wishes: readonly (readonly [colour: string, part: Part, count: number])[]
}

export const meetings: readonly Meeting[] = [
  {
    on: '2021-08-27',
    documentNo: '部务会纪要〔2021〕9号',
    wishes: [
      ['yellow', 'R2', 3],
      ['yellow', 'R3', 2],
    ],
  },
  {
    on: '2021-12-24',
    documentNo: '部务会纪要〔2021〕14号',
    wishes: [
      ['blue', 'blue', 14],
      ['blue', 'fallenBlue', 10],
      ['yellow', 'released', 6],
      ['yellow', 'recovered', 10],
      ['yellow', 'Y1', 3],
      ['red', 'redRecovered', 4],
      ['red', 'risen', 2],
    ],
  },
  {
    on: '2022-03-25',
    documentNo: '部务会纪要〔2022〕4号',
    wishes: [
      ['blue', 'blue', 5],
      ['yellow', 'R2', 3],
      ['yellow', 'Y1', 3],
      ['yellow', 'Y2', 2],
      ['yellow', 'R1', 3],
    ],
  },
]

/** Places those whom the rules suggest on that day, with what made the conditions true as causes. */
export function hold(meeting: Meeting, ground: Ground, desk: Desk, play: MemoryPlay, rater: Rater): void {
  const { ratings, outcomes } = rateInMemory(play, rater, meeting.on)
  const placed = new Set(
    desk.actions
      .filter((action): action is ActionOf<'placement'> => action.kind === 'placement')
      .map(action => `${action.cadre} ${action.colour}`),
  )
  for (const [colour, part, count] of meeting.wishes) {
    const suggested = playing(ground, part).filter(({ idNumber }) => {
      const again = placed.has(`${idNumber} ${colour}`) && part !== 'R2'
      return outcomes.get(play.roster.cadreId(idNumber))?.colour === colour && !again
    })
    for (const { idNumber } of suggested.slice(0, count)) {
      const conditions = ratings.get(play.roster.cadreId(idNumber))?.conditions ?? []
      const causes = causesOf(conditions, colour, rater.ruleSet).flatMap(id => play.keyOf(id) ?? [])
      const lastDay = addDays(addMonths(meeting.on, terms[colour] ?? 3), -1)
      const decision = { decidedBy: '市委组织部部务会', documentNo: meeting.documentNo }
      desk.add({ kind: 'placement', on: meeting.on, by: 'k1', cadre: idNumber, colour, lastDay, causes, ...decision })
    }
  }
}

/** What became of the placements by the end: released, extended, failed, or 到期待处理. */
export function settle(ground: Ground, desk: Desk): void {
  const of = (on: Day, colour: string, ...parts: readonly Part[]): ActionOf<'placement'>[] =>
    desk.actions.filter(
      (action): action is ActionOf<'placement'> =>
        action.kind === 'placement' &&
        action.on === on &&
        action.colour === colour &&
        parts.includes(ground.cast.get(action.cadre) ?? 'usual'),
    )
  const [first = '', second = ''] = meetings.map(({ on }) => on)
  const release = (placement: ActionOf<'placement'>, checked: Day, on: Day): void => {
    desk.add({ kind: 'rectification', on: checked, by: 'j2', of: placement.key, passed: true })
    desk.add({ kind: 'end', on, by: 'k2', of: placement.key, reason: '期满整改到位，部务会同意解除' })
  }
  for (const placement of of(first, 'yellow', 'R2')) release(placement, '2021-11-25', '2021-11-29')
  for (const placement of of(first, 'yellow', 'R3')) {
    desk.add({ kind: 'extension', on: '2021-11-26', by: 'k2', of: placement.key, lastDay: '2022-02-26' })
    desk.add({ kind: 'rectification', on: '2022-02-28', by: 'j2', of: placement.key, passed: false })
  }
  for (const placement of of(second, 'yellow', 'released')) release(placement, '2022-03-22', '2022-03-28')
  for (const placement of of(second, 'yellow', 'recovered').slice(0, 6))
    desk.add({ kind: 'extension', on: '2022-03-23', by: 'k2', of: placement.key, lastDay: '2022-06-23' })
  for (const placement of of(second, 'blue', 'fallenBlue').slice(0, 2)) {
    const reason = '不再符合优先条件，干部科确认移出'
    desk.add({ kind: 'end', on: '2022-05-31', by: 'k1', of: placement.key, reason })
  }
}
