import type { Day } from '../../domain/time/days.ts'
import { needsOf, perform } from './perform.ts'
import { daysOfYear } from './plan/calendar.ts'
import type { PlannedAction } from './plan/types.ts'
import type { SampleParts } from './sample-parts.ts'
import type { Stage } from './stage.ts'

/** Told after each step: steps done and in all, and the day that is played. */
export type Progress = (done: number, total: number, label: string) => void

/** When people come to the office, in seconds after midnight. */
const NINE = 9 * 3600

/** Steps that are not actions: one a day. */
export const stepsOf = (actions: readonly PlannedAction[]): number => actions.length + daysOfYear().length

/**
 * Plays the year day by day: the day comes, time moves the standings it must, then everything of that day is done at
 * once, so that the journal groups it; a month that has passed is closed by schedule. `learn`: called when a file has come in.
 */
export async function play(
  actions: readonly PlannedAction[],
  stage: Stage,
  { onStep, learn }: { readonly onStep: (day: Day) => void; readonly learn: () => Promise<void> },
): Promise<void> {
  const byDay = new Map<Day, PlannedAction[]>()
  for (const action of actions) byDay.set(action.on, [...(byDay.get(action.on) ?? []), action])
  for (const day of daysOfYear()) {
    await beginDay(stage.parts, day)
    await playDay(byDay.get(day) ?? [], stage, { onStep: () => onStep(day), learn })
    onStep(day)
  }
}

async function beginDay({ clock, ratings, closes, journal }: SampleParts, day: Day): Promise<void> {
  clock.set(day, NINE)
  await ratings.dailyPass(journal, day)
  await closes.closeDue()
}

/** Files first and one by one; the rest together, each after what it needs. */
async function playDay(
  actions: readonly PlannedAction[],
  stage: Stage,
  { onStep, learn }: { readonly onStep: () => void; readonly learn: () => Promise<void> },
): Promise<void> {
  const isAlone = ({ kind }: PlannedAction): boolean => kind === 'import' || kind === 'closure'
  for (const action of actions.filter(isAlone)) {
    await perform(action, stage)
    if (action.kind === 'import') await learn()
    onStep()
  }
  const done = new Map<string, Promise<void>>()
  const all = actions
    .filter(action => !isAlone(action))
    .map(action => {
      const before = needsOf(action).flatMap(key => done.get(key) ?? done.get(`counted ${key}`) ?? [])
      const doing = Promise.all(before).then(async () => {
        await perform(action, stage)
        onStep()
      })
      done.set(action.kind === 'assessmentVerification' ? `counted ${action.of}` : action.key, doing)
      return doing
    })
  await Promise.all(all)
}
