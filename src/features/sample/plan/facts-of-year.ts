import { placeOf, workingDay, workingDays } from './calendar.ts'
import type { Part } from './casting.ts'
import type { Desk, FactWish } from './desk.ts'
import { channelsOf } from './fact-words.ts'
import { dayWithin } from './facts-of-parts.ts'
import type { Ground } from './ground.ts'
import { postOn } from './posts.ts'
import type { Random } from './random.ts'
import type { PlannedCadre } from './types.ts'
import { FOLLOWING_UNIT, plannedUnits, REORGANISED_ON } from './unit-list.ts'

/** Facts in all, and how many of them are negative or name nobody. */
const TOTAL = 2010
const NEGATIVE = 141
const OF_UNITS = 670
/** Positive ones that also come by a second channel, and those nobody has verified yet at the end. */
const SECOND = 45
const WAITING = 25

/** How often each positive code comes. */
const positives: readonly (readonly [string, number])[] = [
  ['P1', 4],
  ['P2', 16],
  ['P3', 40],
  ['P4', 200],
  ['P5', 120],
  ['P6', 470],
  ['P7', 620],
  ['P8', 180],
]

const drawn = positives.flatMap(([code, count]) => Array.from({ length: count }, () => code))

/** Who is left out of what comes by chance, so that their part stays as it is. */
const apart: ReadonlySet<Part> = new Set(['tied', 'nearBlue', 'absent', 'unseen', 'V1'])

/** Everything else that was recorded in the year: mostly good, a third of it about units. */
export function planFactsOfYear(ground: Ground, desk: Desk): void {
  const chance = ground.seed.fork('facts of the year')
  const usual = ground.cadres.filter(({ idNumber }) => ground.cast.get(idNumber) === 'usual')
  blameByChance(chance, desk, usual)
  const praised = ground.cadres.filter(({ idNumber }) => !apart.has(ground.cast.get(idNumber) ?? 'usual'))
  let seconds = SECOND
  while (count(desk, () => true) < TOTAL) {
    const ofUnit = count(desk, ({ persons }) => persons.length === 0) < OF_UNITS && chance.chance(0.45)
    const wish = ofUnit ? praiseOfUnit(chance) : praiseOfPerson(chance, praised)
    if (wish === null) continue
    const code = chance.pick(drawn.filter(each => !ofUnit || each !== 'P5'))
    const second = seconds > 0 && chance.chance(0.05) ? secondChannel(code) : undefined
    if (second !== undefined) seconds -= 1
    const finding = chance.chance(0.02) ? 'partly' : chance.chance(0.012) ? 'false' : 'true'
    const late = chance.chance(0.03)
    desk.fact({ ...wish, code, finding, late, ...(second !== undefined && second) })
  }
  for (let i = 0; i < WAITING; i += 1) {
    const day = workingDay(workingDays.length - 1 - chance.int(0, 3))
    const wish = praiseOfPerson(chance, praised)
    if (wish !== null) desk.fact({ ...wish, day, code: chance.pick(['P6', 'P7', 'P4', 'P8']), waiting: true })
  }
}

/** Second channels count as facts recorded. */
function count({ facts }: Desk, fits: (wish: FactWish) => boolean): number {
  return facts.filter(({ wish }) => fits(wish)).reduce((sum, { wish }) => sum + (wish.second === undefined ? 1 : 2), 0)
}

function secondChannel(code: string): Pick<FactWish, 'channel' | 'second'> | undefined {
  const [channel, second] = channelsOf(code)
  return channel === undefined || second === undefined ? undefined : { channel, second }
}

function blameByChance(chance: Random, desk: Desk, usual: readonly PlannedCadre[]): void {
  const order = chance.shuffle(usual.filter(cadre => cadre.posts.length === 1))
  for (const cadre of order) {
    if (count(desk, ({ code }) => code.startsWith('N')) >= NEGATIVE) return
    const day = dayWithin(chance, '2021-06-10', '2022-05-10')
    const unit = postOn(cadre, day)?.unit
    if (unit === undefined) continue
    const finding = chance.chance(0.15) ? 'partly' : chance.chance(0.1) ? 'false' : 'true'
    desk.fact({ code: chance.pick(['N1', 'N7']), day, unit, persons: [cadre.idNumber], finding })
  }
}

type Wish = Omit<FactWish, 'code'>

function praiseOfUnit(chance: Random): Wish | null {
  const day = dayWithin(chance, '2021-06-02', '2022-05-24')
  const unit = chance.pick(plannedUnits)
  if (unit.code === FOLLOWING_UNIT && day < REORGANISED_ON) return null
  if (unit.code !== FOLLOWING_UNIT && unit.name === '市招商服务中心' && day >= REORGANISED_ON) return null
  return { day, unit: unit.code, persons: [] }
}

function praiseOfPerson(chance: Random, praised: readonly PlannedCadre[]): Wish | null {
  const day = dayWithin(chance, '2021-06-02', '2022-05-24')
  const cadre = chance.pick(praised)
  const post = postOn(cadre, day)
  // Nothing within the days in which an import that changes posts is still to come.
  if (post === null || cadre.posts.some(({ from }) => Math.abs(placeOf(from) - placeOf(day)) <= 12 && from > '2021-06-01'))
    return null
  const beside = praised.filter(other => other !== cadre && other.posts.length === 1 && postOn(other, day)?.unit === post.unit)
  const persons = chance.chance(0.2) && beside.length > 0 ? [cadre.idNumber, chance.pick(beside).idNumber] : [cadre.idNumber]
  return { day, unit: post.unit, persons }
}
