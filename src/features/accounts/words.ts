import { dayOf } from '../../domain/time/days.ts'
import { instantText } from '../../web/format.ts'

const iso = (moment: number): string => new Date(moment).toISOString()

/** `2022-05-31 14:03` in Shanghai of a moment in milliseconds; none is an em dash. */
export const momentText = (moment: number | null): string => (moment === null ? '—' : instantText(iso(moment)))

/** The day in Shanghai of a moment in milliseconds. */
export const dayAt = (moment: number | null): string | null => (moment === null ? null : dayOf(iso(moment)))
