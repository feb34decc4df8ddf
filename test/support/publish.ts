import type { RuleSet } from '../../src/domain/rules/rule-set.ts'
import type { Day } from '../../src/domain/time/days.ts'
import { createRulesStore, type Rules } from '../../src/features/rules/index.ts'
import type { Database } from '../../src/platform/database/index.ts'
import { digestOf } from '../../src/platform/digest.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Journal } from '../../src/platform/journal/index.ts'
import { systemActor } from '../../src/platform/system-actor.ts'

interface Ground {
  readonly database: Database
  readonly journal: Journal
  readonly rules: Rules
}

/** Puts the newest rules, changed, into force from a day on, without the workbench and the second person before it. */
export async function publish(
  { database, journal, rules }: Ground,
  id: string,
  effectiveOn: Day,
  change: (ruleSet: RuleSet) => RuleSet = ruleSet => ruleSet,
): Promise<void> {
  const store = createRulesStore(database)
  await journal.submit({
    action: 'tests.publish',
    actor: systemActor,
    idempotencyKey: newId('key'),
    requestId: 'test',
    run: async work => {
      const newest = (await store.publishedIn(work)).at(-1)
      if (newest === undefined) throw new Error('no rules')
      const ruleSet = { ...change(newest.ruleSet), id }
      store.put(work, { ...newest, _id: id, ruleSet, hash: digestOf(ruleSet), effectiveOn, publishedAt: work.now })
      return null
    },
  })
  rules.refresh()
}
