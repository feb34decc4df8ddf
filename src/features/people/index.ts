export { migrations } from './migrations.ts'
export { type PeopleParts, peopleRoutes } from './pages.ts'
export { createPeople, type People } from './people.ts'
export { spell } from './spelling.ts'
