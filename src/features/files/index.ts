export { createFiles } from './file-service.ts'
export { filesRoutes } from './files-routes.ts'
export { createWays } from './ways-service.ts'
