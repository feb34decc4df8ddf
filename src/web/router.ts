import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Actor } from '../domain/access/roles.ts'
import { Conflict, Invalid } from '../domain/errors.ts'
import { admit, Detour } from './admission.ts'
import { send, sendElsewhere } from './answer.ts'
import { type Taken, takeBody } from './body.ts'
import { checkToken, refuseForeign } from './csrf.ts'
import { isRefusal, type LoggedReadParts, readLogged } from './logged-read.ts'
import { Refused } from './refused.ts'
import type { Route, Visit } from './route.ts'
import { bySpecificity } from './routes-table.ts'
import { newKey, submissionOf } from './submission.ts'
import type { TakeUpload } from './upload.ts'
import { type VisitParts, visitOf } from './visit.ts'
import { accountOf } from './visitor.ts'
import { keepFormPage } from './way-back.ts'

/** A request that was turned away for want of a right or of a token, for the audit log. */
export interface Refusal {
  readonly actor: Actor
  readonly audit: string
  readonly path: string
  readonly reason: string
  readonly address: string
  readonly requestId: string
}

export interface RouterParts extends LoggedReadParts, VisitParts {
  readonly takeUpload: TakeUpload
  /** Logs a 403 of a signed-in person. */
  recordRefusal(refusal: Refusal): Promise<void>
}

/** Every route behind its right, its token and its limits. Only those that begin as the address does are looked at. */
export function routerOf(routes: readonly Route[], parts: RouterParts): RequestHandler {
  const routers = new Map<string, Router>()
  for (const route of [...routes].sort(bySpecificity)) {
    const word = firstWordOf(route.path)
    const router = routers.get(word) ?? Router({ caseSensitive: true })
    routers.set(word, router)
    const handler = (req: Request, res: Response) => serve(req, res, route, parts)
    if (route.method === 'GET') router.get(route.path, handler)
    else router.post(route.path, handler)
  }
  return (req, res, next) => {
    const router = routers.get(firstWordOf(req.path))
    if (router === undefined) next()
    else router(req, res, next)
  }
}

const firstWordOf = (path: string): string => path.split('/', 2)[1] ?? ''

async function serve(req: Request, res: Response, route: Route, parts: RouterParts): Promise<void> {
  try {
    admit(req, route)
    if (route.method === 'GET') await read(req, res, route, parts)
    else await submit(req, res, route, parts)
  } catch (error) {
    if (error instanceof Detour) return sendElsewhere(req, res, error.to)
    if (isRefusal(error)) await recordRefusal(req, route, error, parts)
    throw error
  }
}

const unread: Taken = {
  body: {},
  upload: null,
  fileHash: '',
  isUnderstood: true,
  discard: async () => {},
}

async function read(req: Request, res: Response, route: Route, parts: RouterParts): Promise<void> {
  const visit = visitOf(req, res, unread, newKey(), parts)
  if (route.logsRead) await readLogged(req, res, route, visit, parts)
  else await send(req, res, await route.handle(visit), parts)
}

async function submit(req: Request, res: Response, route: Route, parts: RouterParts): Promise<void> {
  refuseForeign(req)
  const taken = await takeBody(req, res, route, parts.takeUpload)
  try {
    keepFormPage(req, taken.body)
    checkToken(req, taken.body)
    if (!taken.isUnderstood) throw new Refused(415, '提交的格式不能识别。')
    await answerSubmission(req, res, route, visitOf(req, res, taken, keyOf(req, taken), parts), parts)
  } finally {
    await taken.discard()
  }
}

function keyOf(req: Request, { body, fileHash }: Taken): string {
  const who = accountOf(req)?.actor.userId ?? req.sessionID
  return submissionOf(who, req.path, req.get('idempotency-key'), body, fileHash)
}

async function answerSubmission(req: Request, res: Response, route: Route, visit: Visit, parts: RouterParts) {
  try {
    await send(req, res, await route.handle(visit), parts)
  } catch (error) {
    if (route.again === undefined || res.headersSent) throw error
    if (error instanceof Invalid) await send(req, res, await route.again(visit, error.fields), parts, { status: 422 })
    else if (error instanceof Conflict)
      await send(req, res, await route.again(visit, { '': error.message }), parts, { status: 409 })
    else throw error
  }
}

async function recordRefusal(req: Request, route: Route, error: Error, parts: RouterParts): Promise<void> {
  const actor = accountOf(req)?.actor
  if (actor === undefined) return
  const { audit } = route
  const refusal = {
    actor,
    audit,
    path: req.path,
    reason: error.message,
    address: req.ip ?? '',
    requestId: req.id,
  }
  await parts.recordRefusal(refusal)
}
