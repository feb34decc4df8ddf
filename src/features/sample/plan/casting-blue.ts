import type { Part } from './part.ts'
import { finalPost } from './posts.ts'
import type { Random } from './random.ts'
import type { PlannedCadre, PlannedDuty } from './types.ts'
import { isLasting, type PlannedUnit, plannedUnits } from './unit-list.ts'

/** Who is looked for in a unit. */
interface Seat {
  readonly part: Part
  readonly head: boolean
  readonly fits: (cadre: PlannedCadre) => boolean
}

const anybody = (): boolean => true

/** Large departments have places for more than one (⌊n / 8⌋); code → how many of them are taken. */
const seats: ReadonlyMap<string, number> = new Map([
  ['002.105', 3],
  ['002.102', 2],
  ['002.118', 2],
])

/**
 * 49 blue: 14 in towns, 32 in departments, 3 in enterprises, in no unit that has a notice; 5 for whom there is no place
 * in their unit, and a pair that ties for the one place of theirs.
 */
export function bluesOf(
  chance: Random,
  steady: readonly PlannedCadre[],
  troubled: ReadonlySet<string>,
  duties: readonly PlannedDuty[],
): Map<string, Part> {
  const cast = new Map<string, Part>()
  const charged = new Set(duties.filter(duty => duty.role !== 'specific').map(duty => duty.cadre))
  const units = plannedUnits.filter(unit => !troubled.has(unit.code) && isLasting(unit.code))
  const of = (kind: string, large: boolean): PlannedUnit[] =>
    chance.shuffle(units.filter(unit => unit.kind === kind && unit.size >= 18 === large))
  const take = ({ code }: PlannedUnit, { part, head, fits }: Seat): void => {
    const found = chance.shuffle(steady).find(cadre => {
      const post = finalPost(cadre)
      return post.unit === code && post.head === head && !cast.has(cadre.idNumber) && fits(cadre)
    })
    if (found === undefined) throw new Error(`nobody in ${code} for ${part}`)
    cast.set(found.idNumber, part)
  }
  const blue = { part: 'blue', head: false, fits: anybody } as const
  const full = { part: 'full', head: false, fits: anybody } as const
  const towns = of('town', false)
  const small = of('department', false)
  for (const [index, unit] of towns.slice(0, 14).entries()) take(unit, { ...blue, head: index < 2 })
  for (const [index, unit] of small.slice(0, 23).entries()) take(unit, { ...blue, head: index < 4 })
  for (const unit of [...towns.slice(2, 4), ...small.slice(4, 7)]) take(unit, full)
  for (const unit of of('department', true)) for (let i = seats.get(unit.code) ?? 1; i > 0; i -= 1) take(unit, blue)
  for (const unit of of('enterprise', false).slice(0, 3)) take(unit, blue)
  const pair = { part: 'tied', head: false, fits: (cadre: PlannedCadre) => !charged.has(cadre.idNumber) } as const
  for (const unit of small.slice(23, 24)) for (let i = 0; i < 2; i += 1) take(unit, pair)
  return cast
}
