import type { CollectionInfo, Document } from 'mongodb'
import type { Database } from '../../src/platform/database/index.ts'

/** What the product left in a database, to be put into others. */
export type Template = readonly CollectionTemplate[]

interface CollectionTemplate {
  readonly name: string
  readonly options: Document
  readonly indexes: readonly Document[]
  readonly documents: readonly Document[]
}

/** Who may write is never handed on. */
const own = /^(leases|migration_lock|system\.)/

/** Numbers as they are stored: what is a double stays one. */
const asStored = { promoteValues: false }

/** Everything that lies in a database while nobody writes to it. */
export async function templateOf({ db }: Database): Promise<Template> {
  const collections = (await db.listCollections().toArray()) as CollectionInfo[]
  return Promise.all(
    collections
      .filter(({ name }) => !own.test(name))
      .map(async ({ name, options = {} }) => {
        const [indexes, documents] = await Promise.all([
          db.collection(name).indexes(),
          db.collection(name).find({}, asStored).toArray(),
        ])
        return { name, options, indexes: indexes.filter(index => index.name !== '_id_'), documents }
      }),
  )
}

/** Makes an empty database what that one was; nothing of it waits for the disk. */
export async function fillFrom(template: Template, { db }: Database): Promise<void> {
  const writeConcern = { w: 1 }
  await Promise.all(
    template.map(async ({ name, options, indexes, documents }) => {
      if (Object.keys(options).length > 0) await db.command({ create: name, ...options, writeConcern })
      if (indexes.length > 0) await db.command({ createIndexes: name, indexes, writeConcern })
      if (documents.length > 0) await db.collection(name).insertMany([...documents], { writeConcern })
    }),
  )
}
