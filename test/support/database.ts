import type { Database } from '../../src/platform/database/index.ts'
import { openDatabase } from '../../src/platform/database/index.ts'
import { silentLog, testServer } from './root-hooks.ts'

let opened = 0

/**
 * An empty database of the caller's own on the one server of this run; call it in `before`. Its `close` drops it;
 * what is not closed goes with the server at the end of the run.
 */
export async function freshDatabase(): Promise<Database> {
  const { uri, dataFolder } = await testServer()
  const name = `test_${process.pid}_${++opened}`
  const settings = { uri, dataFolder, mongodBin: null, name, production: false, log: silentLog }
  const database = await openDatabase(settings)
  const close = database.close
  let closing: Promise<void> | null = null
  database.close = () => {
    closing ??= database.db.dropDatabase().then(close)
    return closing
  }
  return database
}
