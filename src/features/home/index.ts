export { homeRoutes } from './home-routes.ts'
export { createHome, type Home } from './home-service.ts'
