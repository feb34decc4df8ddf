import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Register } from '../people/index.ts'
import { causeWords, type MarkView, type Movement, markNote, markView } from '../ratings/index.ts'

/** One change of a suggestion, in words. */
export interface ChangeRow {
  readonly id: string
  readonly on: string
  readonly cadreId: string
  readonly name: string
  readonly unit: string
  readonly from: MarkView | null
  readonly to: MarkView | null
  readonly because: string
}

/** Movements as rows, in the words of these rules and of this register. */
export async function changeRows(
  movements: readonly Movement[],
  ruleSet: RuleSet,
  register: Pick<Register, 'cadres' | 'units'>,
): Promise<readonly ChangeRow[]> {
  const ids = movements.map(({ cadreId }) => cadreId)
  const [names, units] = await Promise.all([register.cadres(ids), register.units()])
  const parts = { ruleSet, names, units: new Map(units.map(unit => [unit.id, unit])) }
  return movements.map(movement => changeRow(movement, parts))
}

/** What rows need beside the movements. */
interface ChangeParts {
  readonly ruleSet: RuleSet
  readonly names: ReadonlyMap<string, { readonly name: string }>
  readonly units: ReadonlyMap<string, { readonly shortName: string }>
}

function changeRow(movement: Movement, { ruleSet, names, units }: ChangeParts): ChangeRow {
  const { _id, cadreId, unitId, on, from, to, cause } = movement
  return {
    id: _id,
    on,
    cadreId,
    name: names.get(cadreId)?.name ?? cadreId,
    unit: units.get(unitId)?.shortName ?? unitId,
    from: from === null ? null : markView(ruleSet, from.colour, from.mark),
    to: to === null ? null : markView(ruleSet, to.colour, to.mark),
    because: [causeWords[cause], noteOf(movement)].filter(text => text !== '').join('；'),
  }
}

/** What the mark says; where the colour stayed, what an earlier one said. */
function noteOf({ from, to }: Movement): string {
  const note = markNote(to?.mark ?? null)
  const before = markNote(from?.mark ?? null)
  return note === '' && before !== '' && from?.colour === to?.colour ? `原为“${before}”` : note
}
