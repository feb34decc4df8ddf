import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Express } from 'express'
import { type AppParts, createApp } from '../../src/app.ts'
import type { Clock } from '../../src/platform/clock.ts'
import type { Database } from '../../src/platform/database/index.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { prepareSessions, sessionStore } from '../../src/web/session-store.ts'
import { loadViews } from '../../src/web/views.ts'

const root = join(import.meta.dirname, '../..')

/** What a test says of its pages; everything else is usual. */
type Given = Pick<AppParts, 'routes' | 'loadActor'> &
  Partial<AppParts> & { readonly database: Database; readonly clock: Clock }

/** The pages of one feature, alone, over a database and a stopped clock. */
export async function pagesOver({ database, clock, ...given }: Given): Promise<Express> {
  await prepareSessions(database.db)
  return createApp({
    views: loadViews(join(root, 'views')),
    assets: { folder: join(root, 'public'), development: true },
    session: {
      store: sessionStore(database.db),
      secret: 'a secret of tests',
      now: () => Date.parse(clock.now()),
    },
    security: { tls: false, trustProxy: false },
    recordRead: async () => {},
    recordRefusal: async () => {},
    navigation: [],
    searchRight: 'roster.read',
    frameBase: () => ({ organization: '示例市委组织部', sample: true, fixedDay: '2022-05-31', today: clock.today() }),
    readiness: async () => true,
    log: createLogger({ level: process.env.LOG_LEVEL ?? 'silent' }),
    isUnavailable: () => false,
    uploadFolder: mkdtempSync(join(tmpdir(), 'sanse-pages-')),
    ...given,
  })
}
