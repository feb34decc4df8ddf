export { createLists, type Lists } from './list-service.ts'
export { listsRoutes } from './lists-routes.ts'
