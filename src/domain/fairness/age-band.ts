import { type Day, isDay } from '../time/days.ts'

/** Bands of ages in whole years, each with its upper end. */
const bands = [
  { upTo: 35, label: '35岁及以下' },
  { upTo: 40, label: '36至40岁' },
  { upTo: 45, label: '41至45岁' },
  { upTo: 50, label: '46至50岁' },
  { upTo: 55, label: '51至55岁' },
  { upTo: 200, label: '56岁及以上' },
] as const

const unknown = '年龄未记载'

/** The bands in order, the unknown last. */
export const ageBands: readonly string[] = [...bands.map(({ label }) => label), unknown]

/** The band of who was born in this month (`YYYY-MM`), on a day. The month of birth counts as reached from its first day. */
export function ageBand(birthMonth: string, day: Day): string {
  if (!isDay(`${birthMonth}-01`) || birthMonth > day) return unknown
  const months = monthNumber(day) - monthNumber(birthMonth)
  const age = Math.floor(months / 12)
  return bands.find(({ upTo }) => age <= upTo)?.label ?? unknown
}

const monthNumber = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))
