import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { openPromise } from 'yauzl'

/** Writes the one member of a zip archive whose name ends in `ending` to `target`; throws when there is none. */
export async function unzipMember(archive: string, ending: string, target: string): Promise<void> {
  const zip = await openPromise(archive)
  try {
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.endsWith(ending)) continue
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target))
      return
    }
  } finally {
    zip.close()
  }
  throw new Error(`${archive} holds no ${ending}`)
}
