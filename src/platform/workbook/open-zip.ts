import { type Entry, openPromise, type ZipFile } from 'yauzl'
import type { ReadLimits } from './limits.ts'
import { partChunks } from './part-chunks.ts'
import { Refused } from './refusal.ts'
import { unpackMeter } from './unpack-meter.ts'
import { asRefused, checkLayout } from './zip-layout.ts'

/** The parts of a package whose directory was found to be honest. Names are in lower case. */
export interface ZipParts {
  names: readonly string[]
  has(name: string): boolean
  /** The bytes of a part, counted against the limits as they inflate. */
  chunks(name: string): AsyncIterable<Buffer>
  close(): void
}

/** Opens a zip file and refuses it when its directory lies, repeats a name or overlaps. */
export async function openZip(path: string, limits: ReadLimits): Promise<ZipParts> {
  const zip = await openPromise(path, { autoClose: false, strictFileNames: true, validateEntrySizes: true }).catch(
    asRefused,
  )
  zip.on('error', () => zip.close())
  const directoryStart = Number(zip.readEntryCursor)
  const entries = await listEntries(zip, limits)
  await checkLayout(zip, [...entries.values()], directoryStart)
  const meter = unpackMeter(zip.fileSize, limits)
  return {
    names: [...entries.keys()],
    has: name => entries.has(name),
    chunks(name) {
      const entry = entries.get(name)
      if (entry === undefined) throw new Refused('damaged')
      return partChunks(zip, entry, meter.part(entry.compressedSize))
    },
    close: () => zip.close(),
  }
}

async function listEntries(zip: ZipFile, limits: ReadLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.parts) throw new Refused('too-many-parts')
  const entries = new Map<string, Entry>()
  let declared = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.toLowerCase()
      if (entries.has(name)) throw new Refused('duplicate-part')
      if (entry.isEncrypted()) throw new Refused('password')
      declared += entry.uncompressedSize
      if (declared > limits.unpackedBytes) throw new Refused('too-large-unpacked')
      entries.set(name, entry)
    }
  } catch (error) {
    asRefused(error)
  }
  return entries
}
