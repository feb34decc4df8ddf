import type { Actor } from '../../domain/access/roles.ts'
import { newId } from '../../platform/ids.ts'
import type { Account, PlanKey } from './plan/types.ts'
import type { SampleParts } from './sample-parts.ts'

/** What the play knows while it runs: who acts, and what the names of the plan have become. */
export interface Stage {
  readonly parts: SampleParts
  actor(account: Account): Actor
  cadre(idNumber: string): string
  unit(code: string): string
  /** The ledger's position of what an action recorded: `f12`, `a3.ballot`. */
  entry(key: PlanKey): number
  named(key: PlanKey, entry: number): void
  /** The stored 考察, or cycle, of the action that entered it. */
  assessment(key: PlanKey): string
  entered(key: PlanKey, id: string): void
}

/** Names one submission of the play. */
export const keys = () => ({ idempotencyKey: newId('sample'), requestId: 'sample' })

/** The names of the plan with what they stand for in the installation. */
export interface StageNames {
  readonly actors: ReadonlyMap<string, Actor>
  readonly cadres: Map<string, string>
  readonly units: Map<string, string>
}

export function openStage(parts: SampleParts, { actors, cadres, units }: StageNames): Stage {
  const entries = new Map<PlanKey, number>()
  const assessments = new Map<PlanKey, string>()
  const get = <T>(map: ReadonlyMap<string, T>, key: string): T => {
    const found = map.get(key)
    if (found === undefined) throw new Error(`the play does not know ${key}`)
    return found
  }
  return {
    parts,
    actor: account => get(actors, account),
    cadre: idNumber => get(cadres, idNumber),
    unit: code => get(units, code),
    entry: key => get(entries, key),
    named: (key, entry) => void entries.set(key, entry),
    assessment: key => get(assessments, key),
    entered: (key, id) => void assessments.set(key, id),
  }
}
