import { Writable } from 'node:stream'
import { openPromise } from 'yauzl'
import { type WorkbookSpec, writeWorkbook } from '../../../src/platform/workbook/index.ts'
import { inFile } from './reading-here.ts'

/** The bytes our writer makes of a workbook. */
export async function written(spec: WorkbookSpec): Promise<Buffer> {
  const chunks: Buffer[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  await writeWorkbook(spec, sink)
  return Buffer.concat(chunks)
}

/** The XML of every part, unzipped without our reader. */
export function unzipped(bytes: Buffer): Promise<Record<string, string>> {
  return inFile(bytes, async path => {
    const parts: Record<string, string> = {}
    const zip = await openPromise(path, { autoClose: false })
    for await (const entry of zip.eachEntry()) {
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
      parts[entry.fileName] = Buffer.concat(chunks).toString('utf8')
    }
    zip.close()
    return parts
  })
}
