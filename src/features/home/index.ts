export { homeRoutes } from './home-routes.ts'
export { createHome } from './home-service.ts'
