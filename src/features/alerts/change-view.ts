import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Register } from '../people/index.ts'
import {
  bracketedNote,
  type MarkView,
  type Movement,
  type MovementReasons,
  markView,
  movementWords,
} from '../ratings/index.ts'

/** One change of a suggestion, in words. */
export interface ChangeRow {
  readonly id: string
  readonly on: string
  readonly cadreId: string
  readonly name: string
  readonly unit: string
  readonly from: MarkView | null
  readonly to: MarkView | null
  /** The marks beside the colours, `（名额已满）`: all that differs where the colour stays. */
  readonly fromNote: string
  readonly toNote: string
  readonly because: string
}

/** Movements as rows, in the words of these rules and of this register. */
export async function changeRows(
  movements: readonly Movement[],
  ruleSet: RuleSet,
  register: Pick<Register, 'cadres' | 'units'>,
  reasons: MovementReasons,
): Promise<readonly ChangeRow[]> {
  const ids = movements.map(({ cadreId }) => cadreId)
  const [names, units, why] = await Promise.all([register.cadres(ids), register.units(), reasons.of(movements)])
  const parts = { ruleSet, names, why, units: new Map(units.map(unit => [unit.id, unit])) }
  return movements.map(movement => changeRow(movement, parts))
}

/** What rows need beside the movements. */
interface ChangeParts {
  readonly ruleSet: RuleSet
  readonly names: ReadonlyMap<string, { readonly name: string }>
  readonly why: ReadonlyMap<string, readonly string[]>
  readonly units: ReadonlyMap<string, { readonly shortName: string }>
}

function changeRow(movement: Movement, { ruleSet, names, units, why }: ChangeParts): ChangeRow {
  const { _id, cadreId, unitId, on, from, to } = movement
  return {
    id: _id,
    on,
    cadreId,
    name: names.get(cadreId)?.name ?? cadreId,
    unit: units.get(unitId)?.shortName ?? unitId,
    from: from === null ? null : markView(ruleSet, from.colour, from.mark),
    to: to === null ? null : markView(ruleSet, to.colour, to.mark),
    fromNote: bracketedNote(from?.mark ?? null),
    toNote: bracketedNote(to?.mark ?? null),
    because: movementWords(movement, why.get(_id) ?? []),
  }
}
