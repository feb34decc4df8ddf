export { migrations } from './migrations.ts'
export { createPeopleRoutes } from './pages.ts'
export { createPeople, type People } from './people.ts'
export { spell } from './spelling.ts'
