import { createHash } from 'node:crypto'
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import multer from 'multer'
import { inputOfObject } from './input.ts'
import { Refused } from './refused.ts'
import type { Input, Upload } from './route.ts'

/** A form with a file. */
interface TakenUpload {
  readonly body: Input
  readonly upload: Upload | null
  readonly fileHash: string
  discard(): Promise<void>
}

export const noUpload = { upload: null, fileHash: '', discard: async () => {} }

interface UploadRule {
  readonly field: string
  readonly maxBytes: number
}

export type TakeUpload = (req: Request, res: Response, rule: UploadRule) => Promise<TakenUpload>

const prefix = 'upload-'

/** Room for the other fields and the boundaries of the form. */
const overhead = 96 * 1024

const limits = {
  files: 1,
  fields: 10,
  parts: 12,
  fieldNameSize: 64,
  fieldSize: 8192,
  headerPairs: 20,
  fieldNestingDepth: 1,
  // Without this one, two tiny fields block the process for a minute; multer's types do not know it yet.
  fieldArrayIndexLimit: 50,
}

/**
 * Takes one file of a form to a private folder, under a random name. Throws Refused 413 or 400, or a MulterError.
 * Each request has a folder of its own: multer forgets a file whose sender leaves after the limit.
 */
export function uploadsTo(folder: string): TakeUpload {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const left of readdirSync(folder)) if (left.startsWith(prefix)) rmSync(join(folder, left), { recursive: true })
  return async (req, res, rule) => {
    const own = await mkdtemp(join(folder, prefix))
    const discard = () => rm(own, { recursive: true, force: true, maxRetries: 3 })
    try {
      await receive(req, res, own, rule)
      return { ...(await taken(req)), discard }
    } catch (error) {
      await discard()
      throw error
    }
  }
}

async function receive(req: Request, res: Response, folder: string, { field, maxBytes }: UploadRule): Promise<void> {
  const bound = maxBytes + overhead
  if (Number(req.get('content-length') ?? 0) > bound) throw tooLarge()
  // A sender who left before multer listens would be waited for without end.
  if (req.destroyed) throw broken()
  const storage = multer.diskStorage({ destination: folder })
  const parse = multer({ storage, limits: { ...limits, fileSize: maxBytes }, defParamCharset: 'utf8' }).single(field)
  await new Promise<void>((resolve, reject) => {
    // multer reads an oversized form to its end before it says so; an endless one has no end.
    let received = 0
    req.once('close', () => {
      if (!req.complete) reject(broken())
    })
    req.on('data', (chunk: Buffer) => {
      received += chunk.length
      if (received > bound) reject(tooLarge())
    })
    parse(req, res, (error?: unknown) => (error ? reject(asRefusal(error)) : resolve()))
  })
}

/** What the parser of the form says of a broken one has no class of its own; a fault of the disk has an errno. */
function asRefusal(error: unknown): unknown {
  const isOther = error instanceof multer.MulterError || (error instanceof Error && 'errno' in error)
  return isOther ? error : broken()
}

async function taken(req: Request): Promise<Omit<TakenUpload, 'discard'>> {
  const body = inputOfObject(req.body ?? {})
  const file = req.file
  if (file === undefined) return { body, upload: null, fileHash: '' }
  const upload = { path: file.path, name: shownName(file.originalname), size: file.size }
  return { body, upload, fileHash: await hashOf(file.path) }
}

const broken = () => new Refused(400, '提交的表单不能识别。')
const tooLarge = () => new Refused(413, '文件过大。')

/** Only to be shown: the last part of the name, without what cannot be seen. */
function shownName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const seen = last.normalize('NFC').replace(/\p{Cc}|\p{Cf}/gu, '')
  return [...seen].slice(0, 120).join('') || '未命名'
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
