import { type Day, shiftMonth } from '../../../domain/time/days.ts'
import type { Desk } from './desk.ts'
import { HOTLINE } from './duties.ts'
import type { Ground } from './ground.ts'
import type { Random } from './random.ts'
import { CLOSED_UNIT, FOLLOWING_UNIT, type PlannedUnit, plannedUnits, REORGANISED_ON } from './unit-list.ts'

const FIRST_MONTH = '2021-05'

/** In which of the twelve months each of the long-troubled units stands among the last three. */
const townMonths = ['0123 67890B', '012 90B', '123 90B'].map(monthsOf)
const departmentMonths = ['67890AB', '67 90AB', '8 90AB', '0123', '0123', '012', '34567'].map(monthsOf)

/** `0`…`9` are months 0 to 9 when they come in rising order; after 9 follow `0` as 10 and `B` as 11. */
function monthsOf(text: string): ReadonlySet<number> {
  const months = new Set<number>()
  let last = -1
  for (const letter of text.replace(/ /g, '')) {
    const month = letter === 'A' ? 10 : letter === 'B' ? 11 : Number(letter)
    const next = month === 0 && last === 9 ? 10 : month
    months.add(next)
    last = next
  }
  return months
}

/** Twelve published months of both classes, and the facts that follow from standing among the last three. */
export function planHotline(ground: Ground, desk: Desk): void {
  const chance = ground.seed.fork('hotline')
  const { towns, departments } = ground.bottoms
  for (let month = 0; month < 12; month += 1) {
    publish(chance, desk, month, '镇街', 'town', towns, townMonths)
    publish(chance, desk, month, '部门', 'department', departments, departmentMonths)
  }
}

function publish(
  chance: Random,
  desk: Desk,
  index: number,
  group: string,
  kind: PlannedUnit['kind'],
  troubled: readonly string[],
  months: readonly ReadonlySet<number>[],
): void {
  const month = shiftMonth(FIRST_MONTH, index)
  const on: Day = `${shiftMonth(month, 1)}-05`
  const units = plannedUnits.filter(unit => unit.kind === kind && existsOn(unit.code, on)).map(unit => unit.code)
  const last = troubled.filter((_, place) => months[place]?.has(index)).slice(0, 3)
  const others = chance.shuffle(units.filter(unit => !troubled.includes(unit)))
  const better = troubled.filter(unit => !last.includes(unit))
  const filler = others.splice(0, 3 - last.length)
  const order = [...chance.shuffle([...others, ...better]), ...chance.shuffle([...last, ...filler])]
  const positions = order.map((unitId, place) => ({ unitId, position: place + 1 }))
  desk.add({ kind: 'ranking', on, by: 'j1', month, group, positions })
  for (const unit of last) {
    if (chance.chance(0.35)) desk.fact({ code: 'N5', day: on, unit, persons: [], field: HOTLINE })
  }
}

const existsOn = (code: string, day: Day): boolean =>
  code === CLOSED_UNIT ? day < REORGANISED_ON : code !== FOLLOWING_UNIT || day >= REORGANISED_ON
