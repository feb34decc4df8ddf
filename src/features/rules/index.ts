export { createRules, defaultRuleSet, type Rules, seedRules } from './rules.ts'
export { createRulesStore, type RulesStore } from './rules-store.ts'
