export type { FactRow } from './fact-model.ts'
export { factsRoutes } from './fact-routes.ts'
export { createFacts, type Facts } from './facts.ts'
export { migrations } from './migrations.ts'
