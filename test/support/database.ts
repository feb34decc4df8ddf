import type { Database } from '../../src/platform/database/index.ts'
import { openDatabase } from '../../src/platform/database/index.ts'
import { silentLog, testServer } from './root-hooks.ts'

let opened = 0

/**
 * An empty database of the caller's own on the one server of this run; call it in `before`. Its `close` drops it,
 * without making the test wait for that; what is not closed goes with the server at the end of the run.
 */
export async function freshDatabase(): Promise<Database> {
  const { uri, dataFolder } = await testServer()
  const name = `test_${process.pid}_${++opened}`
  const settings = { uri, dataFolder, mongodBin: null, name, production: false, log: silentLog }
  const database = await openDatabase(settings)
  const close = database.close
  let isClosed = false
  database.close = async () => {
    if (isClosed) return
    isClosed = true
    // A drop takes the server 100 ms.
    void database.db.dropDatabase().then(close, () => {})
  }
  return database
}
