import { existsOn, type Unit } from '../../domain/people/unit.ts'
import type { Day } from '../../domain/time/days.ts'

const known = new WeakMap<readonly Unit[], { readonly day: Day; readonly found: readonly Unit[] }>()

/** Of these units those that exist on a day. What the register answers, each page asks again: the last day is remembered. */
export function existingUnits(units: readonly Unit[], day: Day): readonly Unit[] {
  const last = known.get(units)
  if (last?.day === day) return last.found
  const found = units.filter(unit => existsOn(unit, day))
  known.set(units, { day, found })
  return found
}
