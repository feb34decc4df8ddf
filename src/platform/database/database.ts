import type { Db, MongoClient } from 'mongodb'
import type { Connection } from 'mongoose'

/** Where log lines of the database go; pino satisfies it. */
export interface DatabaseLog {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** What `openDatabase` needs to know. */
export interface DatabaseSettings {
  /** MONGODB_URI; null means the product runs its own mongod. */
  uri: string | null
  /** Absolute; the own mongod lives in `<dataFolder>/mongo`. */
  dataFolder: string
  /** MONGOD_BIN: the mongod to run, or null to look for one. */
  mongodBin: string | null
  /** Name of the database on the server. */
  name: string
  /** Refuses a mongod with known holes instead of warning. */
  production: boolean
  log: DatabaseLog
  /** Told in Chinese about steps that take longer than a moment. */
  progress?: (message: string) => void
}

/** One open database. `client` is the only client of `connection`; models hang on `connection`. */
export interface Database {
  connection: Connection
  client: MongoClient
  db: Db
  name: string
  /** Whose server this is: `own` is true for the product's own mongod, whichever process started it. */
  origin: { own: boolean; dataFolder: string }
  /** Rejects when the server does not answer. */
  ping(): Promise<void>
  /** Disconnects; the last process that leaves an own mongod shuts it down. May be called twice. */
  close(): Promise<void>
}
