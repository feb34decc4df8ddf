import type { Database } from '../../../src/platform/database/index.ts'

/** What a figure was measured with. */
export async function versionsOf(
  { db }: Database,
  more: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const { version } = await db.command({ buildInfo: 1 })
  return { node: process.versions.node, mongod: version, ...more }
}
