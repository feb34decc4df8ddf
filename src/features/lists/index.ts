export { createLists } from './list-service.ts'
export { listsRoutes } from './lists-routes.ts'
