import type { Day } from '../../../domain/time/days.ts'
import type { Desk } from './desk.ts'
import type { Ground } from './ground.ts'
import type { Part } from './part.ts'
import { postOn } from './posts.ts'
import type { Random } from './random.ts'

/** The quarters graded and the day their grades were given. */
const quarters: readonly (readonly [string, Day])[] = [
  ['2021Q2', '2021-07-15'],
  ['2021Q3', '2021-10-20'],
  ['2021Q4', '2022-01-14'],
  ['2022Q1', '2022-04-15'],
]

const sound: ReadonlySet<Part> = new Set(['blue', 'full', 'tied', 'nearBlue', 'fallenBlue'])

/** 平时考核 by quarter, and the annual grades of 2021 (those of 2020 come with the roster). */
export function planGrades(ground: Ground, desk: Desk): void {
  planQuarters(ground, desk)
  const chance = ground.seed.fork('annual grades')
  for (const cadre of ground.cadres) {
    if (postOn(cadre, '2021-12-31') === null) continue
    const part = ground.cast.get(cadre.idNumber) ?? 'usual'
    // A few are settled only in January.
    const on: Day = part === 'usual' && chance.chance(0.1) ? '2022-01-17' : '2021-12-31'
    const grade = annualGradeOf(chance, part, cadre.joinsOn > '2021-07-01')
    desk.add({ kind: 'annualGrade', on, by: 'k1', cadre: cadre.idNumber, year: 2021, grade })
  }
}

/** A grade of a year as such people get them. */
export function annualGradeOf(chance: Random, part: Part, isLate = false): string {
  if (isLate) return '不定等次'
  if (sound.has(part)) return chance.chance(0.6) ? '优秀' : '称职'
  if (part === 'R1' || part === 'R5') return chance.chance(0.3) ? '基本称职' : '称职'
  return chance.chance(0.13) ? '优秀' : chance.chance(0.99) ? '称职' : '基本称职'
}

function planQuarters({ seed, cadres, cast }: Ground, desk: Desk): void {
  const chance = seed.fork('quarters')
  const worst = new Map<string, number>()
  let once = 0
  let fifth = 0
  for (const cadre of cadres) {
    const part = cast.get(cadre.idNumber) ?? 'usual'
    if (part === 'Y5') fifth += 1
    const low = part === 'usual' && chance.chance(0.04) ? chance.int(0, 3) : -1
    const bad = low === 1 && once < 3
    if (bad) once += 1
    worst.set(cadre.idNumber, low)
    quarters.forEach(([quarter, on], index) => {
      if (postOn(cadre, `${quarter.slice(0, 4)}-${['03', '06', '09', '12'][Number(quarter[5]) - 1]}-15`) === null)
        return
      const grade =
        part === 'Y5' ? gradeOfFifth(index, fifth) : low === index ? (bad ? '较差' : '一般') : usualGrade(chance, part)
      desk.add({ kind: 'quarterGrade', on, by: 'k2', cadre: cadre.idNumber, quarter, grade })
    })
  }
}

/** Y5: 较差 in the last quarter, or 一般 in the last two. */
const gradeOfFifth = (index: number, fifth: number): string =>
  fifth <= 4 ? (index === 3 ? '较差' : '较好') : index >= 2 ? '一般' : '较好'

const usualGrade = (chance: Random, part: Part): string =>
  chance.chance(sound.has(part) ? 0.75 : 0.33) ? '好' : '较好'
