import { crc32 } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import { Refused } from './refusal.ts'
import { asRefused } from './zip-layout.ts'

/** The inflated bytes of one part; `count` sees every chunk before its reader does. */
export async function* partChunks(zip: ZipFile, entry: Entry, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  let sum = 0
  const stream = await zip.openReadStreamPromise(entry).catch(asRefused)
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      count(chunk.length)
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    asRefused(error)
  }
  if (sum !== entry.crc32) throw new Refused('damaged')
}
