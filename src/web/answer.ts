import type { Request, Response } from 'express'
import { type Download, sendDownload } from './download.ts'
import type { FrameOf } from './frame-builder.ts'
import { isOwnPath } from './paths.ts'
import type { Answer } from './route.ts'
import { saveNow } from './session.ts'
import type { Views } from './views.ts'
import { isHtmx } from './wants.ts'

export interface AnswerParts {
  readonly views: Views
  readonly frameOf: FrameOf
}

export interface SendWish {
  /** Instead of the answer's own status. */
  readonly status?: number
  /** Waited for once there is something to send, before the first byte of it; nothing is sent when it throws. */
  before?(): Promise<void>
}

/** Sends what a handler answered. */
export async function send(
  req: Request,
  res: Response,
  answer: Answer,
  parts: AnswerParts,
  { status, before = async () => {} }: SendWish = {},
): Promise<void> {
  if (answer.kind === 'download') return sendDownload(answer, res, before)
  const finish = finished(req, res, answer, parts, status)
  await before()
  await finish()
}

/** Makes an answer ready, so that nothing is left but to send it; answers what does. */
function finished(
  req: Request,
  res: Response,
  answer: Exclude<Answer, Download>,
  { views, frameOf }: AnswerParts,
  status?: number,
): () => unknown {
  switch (answer.kind) {
    case 'page': {
      const frame = frameOf(req, answer.title)
      const html = views.page(answer.view, answer.model, frame)
      return () => {
        res.status(status ?? answer.status ?? 200)
        if (answer.tag !== undefined && res.statusCode === 200 && frame.flash === null) sayTag(res, answer.tag)
        sendHtml(res, html)
      }
    }
    case 'unchanged':
      return () => {
        sayTag(res, answer.tag)
        res.status(304).end()
      }
    case 'fragment': {
      const html = views.fragment(answer.view, answer.model, frameOf(req, ''))
      return () => sendHtml(res.status(status ?? 200), html)
    }
    case 'redirect':
      return async () => {
        // The browser goes there before express-session has saved at the end of the answer: the message would be missed.
        if (req.session.flash !== undefined) await saveNow(req)
        sendElsewhere(req, res, answer.to)
      }
    case 'json':
      return () => res.status(status ?? answer.status ?? 200).json(answer.value)
  }
}

/** `res.send` would look the type up, and ask once more whether the page is a new one. */
function sendHtml(res: Response, html: string): void {
  const body = Buffer.from(html)
  res.setHeader('Content-Type', 'text/html; charset=utf-8')
  res.setHeader('Content-Length', body.length)
  res.end(body)
}

/** The browser may keep the page, for this session, and asks before it shows it again. */
function sayTag(res: Response, tag: string): void {
  res.set({ ETag: tag, 'Cache-Control': 'private, no-cache', Vary: 'Cookie' })
}

/** Sends the visitor to another page of this site; throws on an address elsewhere. */
export function sendElsewhere(req: Request, res: Response, to: string): void {
  if (!isOwnPath(to)) throw new Error('A redirect must stay on this site.')
  if (isHtmx(req)) res.setHeader('HX-Redirect', to).status(200).end()
  else res.redirect(303, to)
}
