import express, { type Express } from 'express'
import type { Logger } from 'pino'
import { accountAhead } from './web/account-ahead.ts'
import { type AssetParts, assets, assetVersionOf } from './web/assets.ts'
import { errorHandler, nothingHere } from './web/errors.ts'
import { bareFramesFor, type FrameParts, framesFor } from './web/frame-builder.ts'
import { health } from './web/health.ts'
import { findMarks, type LoadMarks } from './web/marks.ts'
import { requestLog } from './web/request-log.ts'
import type { Route } from './web/route.ts'
import { type RouterParts, routerOf } from './web/router.ts'
import { checkRoutes } from './web/routes-table.ts'
import { configure, onlyKnownMethods, type Security, securityHeaders } from './web/security.ts'
import { type SessionParts, sessions } from './web/session.ts'
import { uploadsTo } from './web/upload.ts'
import type { Views } from './web/views.ts'
import { type LoadActor, type LoadBearer, recognise } from './web/visitor.ts'

/** What the pipeline is made of. */
export interface AppParts extends Pick<RouterParts, 'recordRead' | 'recordRefusal'>, Omit<FrameParts, 'assetVersion'> {
  readonly routes: readonly Route[]
  readonly views: Views
  readonly assets: AssetParts
  readonly session: SessionParts
  readonly security: Security
  readonly loadActor: LoadActor
  readonly loadBearer?: LoadBearer
  readonly loadMarks?: LoadMarks
  /** Private to this process; uploads live here for the length of one request. */
  readonly uploadFolder: string
  readonly log: Logger
  readiness(): Promise<boolean>
  isUnavailable(error: unknown): boolean
}

/** The request pipeline, in its order. It does not listen and connects to nothing. */
export function createApp(parts: AppParts): Express {
  checkRoutes(parts.routes)
  const { tls } = parts.security
  const { now } = parts.session
  const frame = { ...parts, assetVersion: assetVersionOf(parts.assets.folder) }
  const takeUpload = uploadsTo(parts.uploadFolder)
  const ahead = accountAhead(parts.loadActor)

  const app = express()
  configure(app, parts.security)
  app.use(requestLog(parts.log))
  app.use(securityHeaders(parts.security))
  app.use(onlyKnownMethods)
  app.use(health(parts.readiness))
  app.use('/assets', assets(parts.assets))
  app.use(ahead.ask)
  app.use(sessions(parts.session, tls))
  app.use(recognise({ ...parts, loadAccount: ahead.load, now }))
  app.use(findMarks(parts.loadMarks ?? (async () => [])))
  app.use(routerOf(parts.routes, { ...parts, ...framesFor(frame), takeUpload, tls, now }))
  app.use(nothingHere)
  app.use(errorHandler({ ...parts, frameOf: bareFramesFor(frame) }))
  return app
}
