export { fairnessRoutes } from './fairness-routes.ts'
export { createFairness } from './fairness-service.ts'
