import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import type { Answer } from './route.ts'

export type Download = Extract<Answer, { kind: 'download' }>

const slowest = 5 * 60_000

/**
 * Streams a download as fast as the visitor reads. Nothing is sent before the first byte exists, so a writer that fails
 * at once still gets an error page; one that fails later cuts the connection, so that no half file looks whole. In
 * between `before` is waited for.
 */
export async function sendDownload(answer: Download, res: Response, before: () => Promise<void>): Promise<void> {
  const out = new PassThrough()
  const writing = answer.write(out).then(() => {
    if (!out.writableEnded) out.end()
  })
  await Promise.race([once(out, 'readable'), writing])
  await unlessRefused(before, out, writing)
  res.attachment(answer.fileName).setHeader('Content-Type', answer.type)
  const sending = pipeline(out, res, { signal: AbortSignal.timeout(slowest) })
  writing.catch(error => out.destroy(error))
  await Promise.all([writing, sending])
}

/** Waits for `before`; when it throws the writer is stopped. A writer that fails meanwhile is told by the sending. */
async function unlessRefused(before: () => Promise<void>, out: PassThrough, writing: Promise<void>): Promise<void> {
  writing.catch(() => {})
  try {
    await before()
  } catch (error) {
    out.on('error', () => {}).destroy(new Error('The download is not to be sent.'))
    throw error
  }
}
