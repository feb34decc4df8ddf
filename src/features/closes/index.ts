export { migrations } from './close-model.ts'
export { closeRoutes } from './close-routes.ts'
export type { CloseSummary } from './close-store.ts'
export { type Closes, createCloses } from './closes.ts'
