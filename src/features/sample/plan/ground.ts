import type { Bottoms, Cast } from './casting.ts'
import type { Part } from './part.ts'
import type { Random } from './random.ts'
import type { PlannedCadre, PlannedDuty } from './types.ts'

/** What every part of the year is planned upon. */
export interface Ground {
  readonly seed: Random
  readonly cadres: readonly PlannedCadre[]
  readonly duties: readonly PlannedDuty[]
  readonly bottoms: Bottoms
  readonly cast: Cast
}

/** Everybody who plays one of these parts. */
export const playing = ({ cadres, cast }: Ground, ...parts: readonly Part[]): PlannedCadre[] =>
  cadres.filter(cadre => parts.includes(cast.get(cadre.idNumber) ?? 'usual'))
