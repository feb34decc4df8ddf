import type { Finding } from '../../../domain/evidence/entries.ts'
import type { Day } from '../../../domain/time/days.ts'
import { placeOf, workingDay, workingDays } from './calendar.ts'
import type { Desk, FactWish } from './desk.ts'
import { channelsOf } from './fact-words.ts'
import { dayWithin } from './facts-of-parts.ts'
import type { Ground } from './ground.ts'
import type { Part } from './part.ts'
import { postOn } from './posts.ts'
import type { Random } from './random.ts'
import type { PlannedCadre } from './types.ts'
import { CLOSED_UNIT, FOLLOWING_UNIT, plannedUnits, REORGANISED_ON } from './unit-list.ts'

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
const drawnForUnits = drawn.filter(code => code !== 'P5')

/** Who is left out of what comes by chance, so that their part stays as it is. */
const apart: ReadonlySet<Part> = new Set(['tied', 'nearBlue', 'absent', 'unseen', 'V1'])

/** Everything else that was recorded in the year: mostly good, a third of it about units. */
export function planFactsOfYear(ground: Ground, desk: Desk): void {
  const chance = ground.seed.fork('facts of the year')
  const usual = ground.cadres.filter(({ idNumber }) => ground.cast.get(idNumber) === 'usual')
  blameByChance(chance, desk, usual)
  const praised = ground.cadres.filter(({ idNumber }) => !apart.has(ground.cast.get(idNumber) ?? 'usual'))
  praiseByChance(chance, desk, praised)
  for (let waiting = 0; waiting < WAITING; ) {
    const day = workingDay(workingDays.length - 1 - chance.int(0, 3))
    const wish = praiseOfPerson(chance, praised, day)
    if (wish === null) continue
    desk.fact({ ...wish, code: chance.pick(['P6', 'P7', 'P4', 'P8']), waiting: true })
    waiting += 1
  }
}

function praiseByChance(chance: Random, desk: Desk, praised: readonly PlannedCadre[]): void {
  let all = count(desk, () => true)
  let ofUnits = count(desk, ({ persons }) => persons.length === 0)
  let seconds = SECOND
  while (all < TOTAL) {
    const ofUnit = ofUnits < OF_UNITS && chance.chance(0.45)
    const day = dayWithin(chance, '2021-06-02', '2022-05-24')
    const wish = ofUnit ? praiseOfUnit(chance, day) : praiseOfPerson(chance, praised, day)
    if (wish === null) continue
    const code = chance.pick(ofUnit ? drawnForUnits : drawn)
    const channels = seconds > 0 ? secondChannel(chance, code) : {}
    const late = chance.chance(0.03)
    desk.fact({ ...wish, code, finding: findingOf(chance), late, ...channels })
    const entries = channels.second === undefined ? 1 : 2
    seconds -= entries - 1
    all += entries
    if (ofUnit) ofUnits += entries
  }
}

const findingOf = (chance: Random): Finding => {
  const lot = chance.next()
  return lot < 0.02 ? 'partly' : lot < 0.032 ? 'false' : 'true'
}

/** Second channels count as facts recorded. */
function count({ facts }: Desk, fits: (wish: FactWish) => boolean): number {
  return facts.filter(({ wish }) => fits(wish)).reduce((sum, { wish }) => sum + (wish.second === undefined ? 1 : 2), 0)
}

/** Now and then the same fact comes by two channels, where its code knows more than one. */
function secondChannel(chance: Random, code: string): Pick<FactWish, 'channel' | 'second'> {
  const [channel, second] = channelsOf(code)
  const comesTwice = channel !== undefined && second !== undefined && chance.chance(0.05)
  return comesTwice ? { channel, second } : {}
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

function praiseOfUnit(chance: Random, day: Day): Wish | null {
  const unit = chance.pick(plannedUnits)
  if (unit.code === FOLLOWING_UNIT && day < REORGANISED_ON) return null
  if (unit.code === CLOSED_UNIT && day >= REORGANISED_ON) return null
  return { day, unit: unit.code, persons: [] }
}

function praiseOfPerson(chance: Random, praised: readonly PlannedCadre[], day: Day): Wish | null {
  const cadre = chance.pick(praised)
  const post = postOn(cadre, day)
  // Nothing within the days in which an import that changes posts is still to come.
  if (
    post === null ||
    cadre.posts.some(({ from }) => Math.abs(placeOf(from) - placeOf(day)) <= 12 && from > '2021-06-01')
  )
    return null
  const beside = praised.filter(
    other => other !== cadre && other.posts.length === 1 && postOn(other, day)?.unit === post.unit,
  )
  const persons =
    chance.chance(0.2) && beside.length > 0 ? [cadre.idNumber, chance.pick(beside).idNumber] : [cadre.idNumber]
  return { day, unit: post.unit, persons }
}
