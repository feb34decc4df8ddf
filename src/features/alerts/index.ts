export { alertRoutes } from './alert-routes.ts'
export { type AlertCounts, type Alerts, createAlerts } from './alert-service.ts'
export { alertNumbers } from './alert-view.ts'
export { digestText } from './digest.ts'
