export { directoryRoutes } from './directory-routes.ts'
export { type CadreQuery, createDirectory, type Directory } from './directory-service.ts'
