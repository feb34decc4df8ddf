import express, { type Request, type RequestHandler, type Response } from 'express'
import { inputOf, inputOfObject } from './input.ts'
import { Refused } from './refused.ts'
import type { Input, Route, Upload } from './route.ts'
import { noUpload, type TakeUpload } from './upload.ts'
import { isApi } from './wants.ts'

/** What a request carried. */
export interface Taken {
  readonly body: Input
  readonly upload: Upload | null
  /** The hash of the file, '' without one. */
  readonly fileHash: string
  /** False when the body is of a kind the route does not take; it was left unread. */
  readonly isUnderstood: boolean
  /** Deletes what was put on disk. */
  discard(): Promise<void>
}

type Kind = 'none' | 'form' | 'multipart' | 'json' | 'other'

const limit = 100 * 1024
const limits = { limit, inflate: false, type: () => true }
const parseText = express.text({ ...limits, defaultCharset: 'utf-8' })
const parseJson = express.json({ ...limits, strict: true })
const slowest = 30_000

const nothing = { body: inputOf([]), ...noUpload, isUnderstood: true }

/** Reads the body the route takes: a form, a form with one file, or JSON below /api/. Throws Refused 400, 408, 413. */
export async function takeBody(req: Request, res: Response, route: Route, takeUpload: TakeUpload): Promise<Taken> {
  const kind = kindOf(req, route)
  if (kind === 'none') return nothing
  if (kind === 'other') return { ...nothing, isUnderstood: false }
  if (kind === 'multipart' && route.upload) return { ...(await takeUpload(req, res, route.upload)), isUnderstood: true }
  if (Number(req.get('content-length') ?? 0) > limit) throw new Refused(413, '提交的内容过多。')
  await inTime(run(kind === 'json' ? parseJson : parseText, req, res))
  return { ...nothing, body: kind === 'json' ? ofJson(req.body) : inputOf(new URLSearchParams(String(req.body ?? ''))) }
}

function kindOf(req: Request, route: Route): Kind {
  const hasBody = req.get('transfer-encoding') !== undefined || Number(req.get('content-length') ?? 0) > 0
  if (!hasBody) return 'none'
  const type = (req.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (isApi(req)) return type === 'application/json' ? 'json' : 'other'
  if (type === 'application/x-www-form-urlencoded') return 'form'
  return type === 'multipart/form-data' && route.upload ? 'multipart' : 'other'
}

function ofJson(value: unknown): Input {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refused(400, '请提交一个对象。')
  return inputOfObject(value)
}

/** A middleware as a promise. */
const run = (handler: RequestHandler, req: Request, res: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    handler(req, res, (error?: unknown) => (error ? reject(error) : resolve()))
  })

async function inTime(reading: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refused(408, '提交的内容没有按时到达，请重试。')), slowest)
  })
  await Promise.race([reading, late]).finally(() => clearTimeout(timer))
}
