export { migrations } from './migrations.ts'
export { createPeople, type People } from './people.ts'
export { spell } from './spelling.ts'
