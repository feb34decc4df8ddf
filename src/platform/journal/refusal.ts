import { MongoServerError } from 'mongodb'
import { Conflict, Forbidden, Invalid, NotFound } from '../../domain/errors.ts'

/** Whether the domain said no, as opposed to a fault of ours. */
export function isRefusal(error: unknown): error is Error {
  return [Invalid, Forbidden, NotFound, Conflict].some(kind => error instanceof kind)
}

/** What the person is told about an error that stopped a command: a doubled unique value is a conflict, not a fault. */
export function asAnswer(error: unknown): unknown {
  const doubled = error instanceof MongoServerError && error.code === 11000
  return doubled ? new Conflict('已有相同的记录，请刷新页面核对后再办理。') : error
}
