import { type Day, endOfQuarter } from '../time/days.ts'

/** 年度考核结论 (ZB18) and 平时考核 grades. */
export const annualGrades = ['优秀', '称职', '基本称职', '不称职', '不定等次', '不进行考核'] as const
export const quarterGrades = ['好', '较好', '一般', '较差'] as const

/** The quarters, latest first, that are over on `today`, `count` of them. */
export function gradedQuarters(today: Day, count: number): string[] {
  let year = Number(today.slice(0, 4))
  let quarter = Math.ceil(Number(today.slice(5, 7)) / 3)
  const quarters: string[] = []
  while (quarters.length < count) {
    const name = `${year}Q${quarter}`
    if (endOfQuarter(name) <= today) quarters.push(name)
    quarter -= 1
    if (quarter === 0) {
      quarter = 4
      year -= 1
    }
  }
  return quarters
}

/** What speaks against a grade of a period given on a day: it is given when the period is over, and not after today. */
export function gradeFaults(lastDay: Day, givenOn: Day, today: Day): Record<string, string> {
  if (givenOn > today) return { givenOn: '评定日期：不能在今天之后。' }
  return givenOn < lastDay ? { givenOn: `评定日期：不能早于考核期的最后一天（${lastDay}）。` } : {}
}

/** `2022Q1` as `2022年第1季度`. */
export const quarterInWords = (quarter: string): string => `${quarter.slice(0, 4)}年第${quarter.slice(5)}季度`
