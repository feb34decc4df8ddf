export { migrations } from './migrations.ts'
export { createPeopleRoutes, type PeopleParts } from './pages.ts'
export { createPeople, type People } from './people.ts'
export { spell } from './spelling.ts'
