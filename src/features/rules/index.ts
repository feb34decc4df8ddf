export { createRuleDrafts, type RuleDrafts } from './drafts.ts'
export { createRules, defaultRuleSet, type Rules, seedRules } from './rules.ts'
export { rulesRoutes } from './rules-routes.ts'
export { createRulesStore, type RulesStore } from './rules-store.ts'
