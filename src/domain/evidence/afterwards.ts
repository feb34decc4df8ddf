import { type Day, dayOf } from '../time/days.ts'
import type { Entry } from './entries.ts'

/** Recorded after the day (事后补录). */
export const isAfterwards = (entry: Entry, day: Day): boolean => dayOf(entry.recordedAt) > day

/** Whether a record says something of how things stood on the day: in effect, or at least recorded by then. */
export const speaksOf = (entry: Entry, day: Day): boolean => entry.effectiveOn <= day || !isAfterwards(entry, day)
