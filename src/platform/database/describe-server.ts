import type { Database } from './database.ts'

/** What `doctor` tells about the server. */
export interface ServerDescription {
  version: string
  /** `address:port` of the primary, or of the router of a sharded cluster. */
  host: string
  /** True for the product's own mongod under `dataFolder`. */
  own: boolean
  dataFolder: string
}

/** Asks the server who it is. */
export async function describeServer(database: Database): Promise<ServerDescription> {
  const [{ version }, hello] = await Promise.all([
    database.db.command({ buildInfo: 1 }),
    database.db.command({ hello: 1 }),
  ])
  const host = hello.primary ?? database.client.options.hosts.map(String).join(',')
  return { version, host, ...database.origin }
}
