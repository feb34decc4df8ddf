import { readFile } from 'node:fs/promises'
import { checkRuleSet } from '../../domain/rules/check-rule-set.ts'
import { inForceOn } from '../../domain/rules/publication.ts'
import type { RuleSet, RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import { digestOf } from '../../platform/digest.ts'
import { fromRoot } from '../../platform/from-root.ts'
import type { Work } from '../../platform/journal/index.ts'
import type { RulesStore } from './rules-store.ts'

/** What other areas ask of the rules. */
export interface Rules {
  /** The published version in force on a day: the latest that has begun; before the first, the first. */
  inForce(day: Day): Promise<RuleVersion>
  published(): Promise<readonly RuleVersion[]>
  /** Forgets what was read, after a version was published: here, or by another process. */
  refresh(): void
}

export function createRules(store: RulesStore): Rules {
  let cached: Promise<readonly RuleVersion[]> | null = null
  const published = (): Promise<readonly RuleVersion[]> => {
    cached ??= store.published().catch(error => {
      cached = null
      throw error
    })
    return cached
  }
  return {
    published,
    inForce: async day => {
      const found = inForceOn(await published(), day)
      if (found === undefined) throw new Error('no rule set is published')
      return found
    },
    refresh: () => {
      cached = null
    },
  }
}

/** The day from which the first rule set holds: before any record. */
const BEGINNING: Day = '2000-01-01'

/** The default rule set as the repository holds it. Throws when the file is not a rule set, naming each place. */
export async function defaultRuleSet(): Promise<RuleSet> {
  const checked = checkRuleSet(JSON.parse(await readFile(fromRoot('src/features/rules/rule-set-v1.json'), 'utf8')))
  if (checked.ok) return checked.ruleSet
  throw new Error(checked.faults.map(({ path, message }) => `rule-set-v1.json ${path} ${message}`).join('\n'))
}

/** Puts the default rule set in force on an installation that has none. Runs inside a command. */
export async function seedRules(work: Work, store: RulesStore): Promise<void> {
  const ruleSet = await defaultRuleSet()
  if ((await store.documentIn(work, ruleSet.id)) !== null) return
  const installer = { id: work.actor.userId, name: work.actor.name }
  store.put(work, {
    _id: ruleSet.id,
    status: 'published',
    ruleSet,
    hash: digestOf(ruleSet),
    basedOn: null,
    note: '随系统安装的默认规则',
    draftedBy: installer,
    draftedAt: work.now,
    editors: [installer],
    editedAt: work.now,
    publishedBy: installer,
    publishedAt: work.now,
    effectiveOn: BEGINNING,
    documentNo: ruleSet.basis,
    became: null,
    version: 1,
  })
  work.about({ type: 'ruleSet', id: ruleSet.id }, { after: { hash: digestOf(ruleSet), effectiveOn: BEGINNING } })
}
