import { bluesOf } from './casting-blue.ts'
import { HOTLINE } from './duties.ts'
import type { Part } from './part.ts'
import { finalPost } from './posts.ts'
import type { Random } from './random.ts'
import { FIRST_DAY, type PlannedCadre, type PlannedDuty } from './types.ts'
import { isLasting, plannedUnits } from './unit-list.ts'

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

export function chooseBottoms(seed: Random): Bottoms {
  const chance = seed.fork('bottoms')
  const towns = chance.shuffle(plannedUnits.filter(unit => unit.kind === 'town'))
  const small = plannedUnits.filter(unit => unit.kind === 'department' && unit.size < 18 && isLasting(unit.code))
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
    duties
      .filter(duty => duty.unit === unit && duty.role === role && (field === null || duty.field === field))
      .map(duty => duty.cadre)
  const chiefs = new Set(duties.filter(duty => duty.role === 'chief').map(duty => duty.cadre))
  const hotliners = new Set(
    duties.filter(duty => duty.role === 'charge' && duty.field === HOTLINE).map(duty => duty.cadre),
  )
  const give = (ids: readonly string[], part: Part): void => ids.forEach(id => void cast.set(id, part))

  give([...bottoms.towns, ...bottoms.departments.slice(0, 2)].flatMap(holders('charge', HOTLINE)), 'Y2')
  give([bottoms.towns[0] ?? '', bottoms.departments[0] ?? ''].flatMap(holders('chief', null)), 'Y2')
  give(idsOf(cadres.filter(cadre => cadre.joinsOn > '2022-01-01')), 'unseen')

  const steady = cadres.filter(cadre => cadre.posts.length === 1 && cadre.joinsOn === FIRST_DAY)
  const free = (cadre: PlannedCadre): boolean => !cast.has(cadre.idNumber)
  const troubled = new Set([...bottoms.towns, ...bottoms.departments, ...bottoms.visited])
  for (const [id, part] of bluesOf(chance, steady.filter(free), troubled, duties)) cast.set(id, part)

  const plain = chance.shuffle(
    steady.filter(cadre => free(cadre) && !chiefs.has(cadre.idNumber) && !hotliners.has(cadre.idNumber)),
  )
  const deputies = plain.filter(cadre => !finalPost(cadre).head)
  const heads = plain.filter(cadre => finalPost(cadre).head)
  give(idsOf(heads.slice(0, 1)), 'R1')
  give(idsOf(heads.slice(1, 2)), 'Y1')
  const charged = new Set(duties.filter(duty => duty.role === 'charge').map(duty => duty.cadre))
  for (const [part, count] of lots) {
    const fits = deputies.filter(cadre => free(cadre) && (part !== 'nearBlue' || !charged.has(cadre.idNumber)))
    give(idsOf(fits.slice(0, count)), part)
  }
  for (const cadre of cadres) if (free(cadre)) cast.set(cadre.idNumber, 'usual')
  return cast
}

const idsOf = (cadres: readonly PlannedCadre[]): string[] => cadres.map(({ idNumber }) => idNumber)
