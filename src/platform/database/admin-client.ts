import { type Document, MongoClient, MongoServerError } from 'mongodb'
import type { Credentials } from './credentials.ts'

/** The admin database of one mongod, reached directly whatever its place in a replica set. */
export interface Admin {
  command(command: Document): Promise<Document>
  close(): Promise<void>
}

/** Connects once with a client of its own; null credentials use the localhost exception. Rejects when refused. */
export async function connectAdmin(port: number, credentials: Credentials | null): Promise<Admin> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/`, {
    ...(credentials ? { auth: credentials, authSource: 'admin' } : {}),
    directConnection: true,
    serverSelectionTimeoutMS: 2000,
    maxPoolSize: 1,
  })
  try {
    await client.connect()
  } catch (error) {
    await client.close()
    throw error
  }
  return { command: command => client.db('admin').command(command), close: () => client.close() }
}

/** Whether the server answered with this error code. */
export function hasCode(error: unknown, code: number): boolean {
  return error instanceof MongoServerError && error.code === code
}
