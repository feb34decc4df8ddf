import { addDays, type Day } from '../../../domain/time/days.ts'
import { isWorkingDay, seededCalendar } from '../../../domain/time/working-days.ts'
import { FIRST_DAY, LAST_DAY } from './types.ts'

/** The working days of the year that is played. */
export const workingDays: readonly Day[] = daysOfYear().filter(day => isWorkingDay(day, seededCalendar))

/** Every day of the year that is played. */
export function daysOfYear(): Day[] {
  const days: Day[] = []
  for (let day: Day = FIRST_DAY; day <= LAST_DAY; day = addDays(day, 1)) days.push(day)
  return days
}

/** The place of the first working day that is not before `day`. */
export function placeOf(day: Day): number {
  const place = workingDays.findIndex(each => each >= day)
  return place === -1 ? workingDays.length - 1 : place
}

/** The working day `n` after the one of this place, at most the last one. */
export const workingDay = (place: number): Day =>
  workingDays[Math.max(0, Math.min(place, workingDays.length - 1))] ?? LAST_DAY
