export { createFiles, type Files } from './file-service.ts'
export { filesRoutes } from './files-routes.ts'
