import { finalPost } from './posts.ts'
import type { Random } from './random.ts'
import { FIRST_DAY, type PlannedCadre, type PlannedDuty } from './types.ts'
import { HOTLINE } from './duties.ts'
import { CLOSED_UNIT, FOLLOWING_UNIT, plannedUnits } from './unit-list.ts'

/**
 * What a cadre's year is meant to show in the end; never written anywhere but into the plan's facts, grades and marks.
 * The rules alone give the colour. R1 … V4 and Y1 … Y6: the condition that shall be true.
 */
export type Part =
  | 'usual'
  | 'blue'
  | 'full'
  | 'tied'
  | 'nearBlue'
  | 'fallenBlue'
  | 'recovered'
  | 'released'
  | 'redRecovered'
  | 'risen'
  | 'Y1'
  | 'Y2'
  | 'Y3'
  | 'Y4'
  | 'Y5'
  | 'Y6'
  | 'R1'
  | 'R2'
  | 'R3'
  | 'R4'
  | 'R5'
  | 'V1'
  | 'V2'
  | 'V3'
  | 'V4'
  | 'unseen'
  | 'absent'

/** How many play each part that does not hang on a unit. 37 red: R1 18, R4 6, R5 3, R2 3, R3 2, V1 2, V2, V3, V4. */
const lots: readonly (readonly [Part, number])[] = [
  ['R1', 17],
  ['R2', 3],
  ['R3', 2],
  ['R4', 6],
  ['R5', 3],
  ['V1', 2],
  ['V2', 1],
  ['V3', 1],
  ['V4', 1],
  ['Y1', 23],
  ['risen', 3],
  ['Y3', 5],
  ['Y4', 9],
  ['Y5', 8],
  ['Y6', 4],
  ['recovered', 18],
  ['released', 6],
  ['redRecovered', 4],
  ['fallenBlue', 18],
  ['nearBlue', 6],
  ['unseen', 7],
  ['absent', 5],
]

/** Units long at the bottom of the hotline ranking (the first ones to the end), and those with a 督办单 after the visits. */
export interface Bottoms {
  readonly towns: readonly string[]
  readonly departments: readonly string[]
  readonly visited: readonly string[]
}

const isOrdinary = (code: string): boolean => code !== CLOSED_UNIT && code !== FOLLOWING_UNIT

export function chooseBottoms(seed: Random): Bottoms {
  const chance = seed.fork('bottoms')
  const towns = chance.shuffle(plannedUnits.filter(unit => unit.kind === 'town'))
  const small = plannedUnits.filter(unit => unit.kind === 'department' && unit.size < 18 && isOrdinary(unit.code))
  const departments = chance.shuffle(small)
  const codes = (units: typeof towns): string[] => units.map(unit => unit.code)
  return {
    towns: codes(towns.slice(0, 3)),
    departments: codes(departments.slice(0, 7)),
    visited: codes(departments.slice(7, 10)),
  }
}

export type Cast = ReadonlyMap<string, Part>

/** Who plays which part. */
export function castParts(
  seed: Random,
  cadres: readonly PlannedCadre[],
  duties: readonly PlannedDuty[],
  bottoms: Bottoms,
): Cast {
  const chance = seed.fork('casting')
  const cast = new Map<string, Part>()
  const holders = (role: string, field: string | null) => (unit: string) =>
    duties.filter(duty => duty.unit === unit && duty.role === role && (field === null || duty.field === field)).map(duty => duty.cadre)
  const chiefs = new Set(duties.filter(duty => duty.role === 'chief').map(duty => duty.cadre))
  const hotliners = new Set(duties.filter(duty => duty.role === 'charge' && duty.field === HOTLINE).map(duty => duty.cadre))
  const give = (ids: readonly string[], part: Part): void => ids.forEach(id => cast.set(id, part))

  give([...bottoms.towns, ...bottoms.departments.slice(0, 2)].flatMap(holders('charge', HOTLINE)), 'Y2')
  give([bottoms.towns[0] ?? '', bottoms.departments[0] ?? ''].flatMap(holders('chief', null)), 'Y2')
  give(cadres.filter(cadre => cadre.joinsOn > '2022-01-01').map(cadre => cadre.idNumber), 'unseen')

  const steady = cadres.filter(cadre => cadre.posts.length === 1 && cadre.joinsOn === FIRST_DAY)
  const free = (cadre: PlannedCadre): boolean => !cast.has(cadre.idNumber)
  const troubled = new Set([...bottoms.towns, ...bottoms.departments, ...bottoms.visited])
  for (const [id, part] of bluesOf(chance, steady.filter(free), troubled, duties)) cast.set(id, part)

  const plain = chance.shuffle(steady.filter(cadre => free(cadre) && !chiefs.has(cadre.idNumber) && !hotliners.has(cadre.idNumber)))
  const deputies = plain.filter(cadre => !finalPost(cadre).head)
  const heads = plain.filter(cadre => finalPost(cadre).head)
  give(heads.splice(0, 1).map(cadre => cadre.idNumber), 'R1')
  give(heads.splice(0, 1).map(cadre => cadre.idNumber), 'Y1')
  const charged = new Set(duties.filter(duty => duty.role === 'charge').map(duty => duty.cadre))
  for (const [part, count] of lots) {
    const fits = deputies.filter(cadre => free(cadre) && (part !== 'nearBlue' || !charged.has(cadre.idNumber)))
    give(fits.slice(0, count).map(cadre => cadre.idNumber), part)
  }
  for (const cadre of cadres) if (free(cadre)) cast.set(cadre.idNumber, 'usual')
  return cast
}

/** 49 blue: 14 in towns, 32 in departments, 3 in enterprises; 5 for whom there is no place, and a pair that ties. */
function bluesOf(
  chance: Random,
  steady: readonly PlannedCadre[],
  troubled: ReadonlySet<string>,
  duties: readonly PlannedDuty[],
): Map<string, Part> {
  const cast = new Map<string, Part>()
  const charged = new Set(duties.filter(duty => duty.role !== 'specific').map(duty => duty.cadre))
  const units = plannedUnits.filter(unit => !troubled.has(unit.code) && isOrdinary(unit.code))
  const of = (kind: string, large: boolean) =>
    chance.shuffle(units.filter(unit => unit.kind === kind && unit.size >= 18 === large))
  const take = (code: string, head: boolean, part: Part, fits: (cadre: PlannedCadre) => boolean = () => true): void => {
    const found = chance
      .shuffle(steady)
      .find(cadre => finalPost(cadre).unit === code && finalPost(cadre).head === head && !cast.has(cadre.idNumber) && fits(cadre))
    if (found === undefined) throw new Error(`nobody in ${code} for ${part}`)
    cast.set(found.idNumber, part)
  }
  const towns = of('town', false)
  towns.slice(0, 14).forEach((unit, index) => take(unit.code, index < 2, 'blue'))
  towns.slice(2, 4).forEach(unit => take(unit.code, false, 'full'))
  const small = of('department', false)
  small.slice(0, 23).forEach((unit, index) => take(unit.code, index < 4, 'blue'))
  small.slice(4, 7).forEach(unit => take(unit.code, false, 'full'))
  const pair = small[23]?.code ?? ''
  for (let i = 0; i < 2; i += 1) take(pair, false, 'tied', cadre => !charged.has(cadre.idNumber))
  const seats = new Map([['002.105', 3], ['002.102', 2], ['002.118', 2]])
  for (const unit of of('department', true))
    for (let i = 0; i < (seats.get(unit.code) ?? 1); i += 1) take(unit.code, false, 'blue')
  of('enterprise', false).slice(0, 3).forEach(unit => take(unit.code, false, 'blue'))
  return cast
}
