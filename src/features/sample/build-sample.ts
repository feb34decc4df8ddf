import { newId } from '../../platform/ids.ts'
import type { Journal } from '../../platform/journal/index.ts'
import type { DemoAccount } from '../accounts/index.ts'
import { writeAccounts } from './accounts-file.ts'
import { markSample } from './installation-store.ts'
import { importRows } from './perform-roster.ts'
import { buildPlan } from './plan/build-plan.ts'
import { type ActionOf, FIRST_DAY, type PlannedAction, type PlannedCadre, type SamplePlan } from './plan/types.ts'
import { type Progress, play, stepsOf } from './play.ts'
import { createAccounts, officeSpecs, unitSpecs } from './sample-accounts.ts'
import type { SampleParts } from './sample-parts.ts'
import { openStage, type StageNames } from './stage.ts'

export interface SampleDeps extends SampleParts {
  /** Where the accounts with their passwords are kept. */
  readonly accountsFile: string
  readonly onProgress: Progress
}

/**
 * Fills an empty installation with the sample by playing its year through the product's own services. Answers the
 * accounts with their passwords. What the rules suggest in the end follows from what was recorded, from nothing else.
 */
export async function buildSample(deps: SampleDeps): Promise<readonly DemoAccount[]> {
  const { clock, rules, journal, accountsFile, onProgress } = deps
  clock.set(FIRST_DAY, 8 * 3600)
  onProgress(0, 1, '排定全年')
  const plan = buildPlan((await rules.inForce(FIRST_DAY)).ruleSet)
  const total = stepsOf(plan.actions)
  let done = 0
  const step = (label: string): void => {
    done += 1
    onProgress(done, total, label)
  }
  const office = await createAccounts(deps.accounts, officeSpecs)
  await mark(journal, { unfinished: true })
  const [first, rest] = firstRoster(plan)
  const importer = office.actors.get(first.by)
  if (importer === undefined) throw new Error(`nobody is ${first.by}`)
  await importRows(first, deps.roster, importer)
  step(first.label)
  const names: StageNames = { actors: office.actors, cadres: new Map(), units: new Map() }
  await learn(names, deps)
  const units = await createAccounts(deps.accounts, specsOf(plan, names))
  const accounts = [...office.accounts, ...units.accounts]
  await writeAccounts(accountsFile, accounts)
  const stage = openStage(deps, { ...names, actors: new Map([...office.actors, ...units.actors]) })
  await play(rest, stage, { onStep: step, learn: () => learn(names, deps) })
  await mark(journal, { unfinished: false })
  return accounts
}

const mark = (journal: Journal, state: { readonly unfinished: boolean }): Promise<null> =>
  journal.submit({
    action: 'sample.mark',
    actor: { userId: 'setup', name: '示例数据', role: '' },
    idempotencyKey: newId('sample'),
    requestId: 'sample',
    run: async work => {
      markSample(work, state)
      return null
    },
  })

/** The file of the first day, and everything after it. */
function firstRoster({ actions }: SamplePlan): readonly [ActionOf<'import'>, readonly PlannedAction[]] {
  const [first, ...rest] = actions
  if (first?.kind !== 'import') throw new Error('the plan must begin with the roster')
  return [first, rest]
}

/** What the names of the plan have become: the roster gives ids of its own. */
async function learn({ cadres, units }: StageNames, { people }: SampleParts): Promise<void> {
  for (const unit of await people.units()) {
    units.set(unit.code, unit.id)
    let after: string | null = null
    do {
      const page = await people.search({ text: '', unitId: unit.id, limit: 200, after })
      for (const cadre of page) cadres.set(cadre.idNumber, cadre.id)
      after = page.length < 200 ? null : (page.at(-1)?.id ?? null)
    } while (after !== null)
  }
}

function specsOf({ units, cadres, listed }: SamplePlan, names: StageNames) {
  const [first, second] = units
  const unitId = (code = ''): string => names.units.get(code) ?? ''
  const ownerOf = (owner: PlannedCadre | undefined) => ({
    unitId: unitId(owner?.posts[0]?.unit),
    cadreId: names.cadres.get(owner?.idNumber ?? '') ?? '',
  })
  const usual = cadres.find(cadre => cadre.posts[0]?.unit === first?.code && !cadre.posts[0]?.head)
  const onList = cadres.find(({ idNumber }) => idNumber === listed)
  return unitSpecs([unitId(first?.code), unitId(second?.code)], ownerOf(usual), ownerOf(onList))
}
