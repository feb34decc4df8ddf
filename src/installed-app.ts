import { createApp } from './app.ts'
import { type Config, sessionSecret, uploadFolder } from './config.ts'
import type { Accounts } from './features/accounts/index.ts'
import type { Audit } from './features/audit/index.ts'
import { dayNames } from './features/viewpoints/index.ts'
import { navigation } from './navigation.ts'
import type { Clock } from './platform/clock.ts'
import type { Database } from './platform/database/index.ts'
import { fromRoot } from './platform/from-root.ts'
import { isUnavailable, type Journal } from './platform/journal/index.ts'
import type { Logger } from './platform/logger.ts'
import type { LoadMarks } from './web/marks.ts'
import type { Route } from './web/route.ts'
import { sessionStore } from './web/session-store.ts'
import { loadViews } from './web/views.ts'

/** What the pages are served with. */
interface AppParts {
  readonly config: Config
  readonly database: Database
  readonly realClock: Clock
  readonly log: Logger
  readonly routes: readonly Route[]
  readonly journal: Journal
  readonly account: Pick<Accounts, 'loadActor'>
  readonly audit: Pick<Audit, 'recordRead' | 'recordRefusal'>
  readonly loadMarks: LoadMarks
  readonly frameBase: Parameters<typeof createApp>[0]['frameBase']
  /** Whether the process is about to end. */
  readonly draining: () => boolean
}

/** The web application of an installation; it does not listen. */
export function installedApp(parts: AppParts): ReturnType<typeof createApp> {
  const { config, database, realClock, log, routes, journal, account, audit, loadMarks, frameBase, draining } = parts
  return createApp({
    routes,
    views: loadViews(fromRoot('views'), { reload: !config.production }),
    assets: { folder: fromRoot('public'), development: !config.production },
    session: {
      store: sessionStore(database.db),
      secret: sessionSecret(config.dataFolder),
      now: () => Date.parse(realClock.now()),
    },
    security: {
      tls: config.tls !== null,
      trustProxy: config.trustProxy === null ? false : config.trustProxy.split(','),
    },
    loadActor: account.loadActor,
    loadMarks,
    recordRead: audit.recordRead,
    recordRefusal: audit.recordRefusal,
    navigation,
    searchRight: 'roster.read',
    kept: dayNames,
    frameBase,
    readiness: async () => {
      await database.ping()
      return !draining() && journal.state !== 'stopped'
    },
    isUnavailable,
    uploadFolder: uploadFolder(config.dataFolder),
    log,
  })
}
