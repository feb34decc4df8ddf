import type { Db } from 'mongodb'
import type { Database } from '../../src/platform/database/index.ts'
import { openDatabase } from '../../src/platform/database/index.ts'
import { silentLog, testServer } from './root-hooks.ts'

let opened = 0

/**
 * A new database of the caller's own on the one server of this run; call it in `before`. Its `close` drops it,
 * without making the test wait for that; what is not closed goes with the server at the end of the run.
 */
export async function freshDatabase(): Promise<Database> {
  const database = await open(`test_${process.pid}_${++opened}`)
  return closingBy(database, ({ db }) => db.dropDatabase())
}

/** The names of databases that hold tables of the product and nothing in them. */
const emptied: string[] = []

/**
 * A database of the caller's own for the product or a feature of it, empty, but it may have the tables and indexes of a
 * test before: to make them takes the server longer than everything else a test needs, and to drop them as well.
 */
export async function emptyDatabase(): Promise<Database> {
  const database = await open(emptied.pop() ?? `test_${process.pid}_${++opened}`)
  return closingBy(database, async ({ db, name }) => {
    await empty(db)
    emptied.push(name)
  })
}

async function open(name: string): Promise<Database> {
  const { uri, dataFolder } = await testServer()
  return openDatabase({ uri, dataFolder, mongodBin: null, name, production: false, log: silentLog })
}

/** Without making the test wait: a drop takes the server 100 ms. */
function closingBy(database: Database, leave: (database: Database) => Promise<unknown>): Database {
  const close = database.close
  let isClosed = false
  database.close = async () => {
    if (isClosed) return
    isClosed = true
    void leave(database).then(close, () => {})
  }
  return database
}

/** Of more documents than this it is quicker to drop the table. */
const FEW = 300

/** Collections of later editions are no part of a new installation. */
const isLater = (name: string): boolean => /_\d+$/.test(name)

async function empty(db: Db): Promise<void> {
  const collections = await db.listCollections({}, { nameOnly: true }).toArray()
  await Promise.all(
    collections.map(async ({ name }) => {
      const collection = db.collection(name)
      const isKept = !isLater(name) && (await collection.estimatedDocumentCount()) <= FEW
      await (isKept ? collection.deleteMany({}) : collection.drop())
    }),
  )
}
