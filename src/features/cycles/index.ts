export { migrations } from './cycle-model.ts'
export { cycleRoutes } from './cycle-routes.ts'
export { type Cycles, createCycles } from './cycle-service.ts'
export { type CycleStore, createCycleStore } from './cycle-store.ts'
