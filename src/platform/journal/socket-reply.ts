import { Conflict, Forbidden, Invalid, NotFound } from '../../domain/errors.ts'
import { Busy, NotWriter, Unavailable } from './errors.ts'

/** One line of answer over the socket. */
export type Reply = { readonly result: unknown } | { readonly error: Failure }

interface Failure {
  readonly kind: string
  readonly message: string
  readonly fields?: Readonly<Record<string, string>>
}

const kinds: Readonly<Record<string, (failure: Failure) => Error>> = {
  Invalid: failure => new Invalid(failure.fields ?? { '': failure.message }),
  Forbidden: failure => new Forbidden(failure.message),
  NotFound: failure => new NotFound(failure.message),
  Conflict: failure => new Conflict(failure.message),
  NotWriter: () => new NotWriter(),
  Busy: () => new Busy(),
  Unavailable: failure => new Unavailable(failure.message),
}

/** The reply that carries an error across. */
export function failureReply(error: unknown): Reply {
  if (!(error instanceof Error)) return { error: { kind: 'Error', message: String(error) } }
  const fields = error instanceof Invalid ? { fields: error.fields } : {}
  return { error: { kind: error.constructor.name, message: error.message, ...fields } }
}

/** The result a reply carries, or its error thrown as the same kind it was. */
export function resultOf(reply: Reply): unknown {
  if ('result' in reply) return reply.result
  throw kinds[reply.error.kind]?.(reply.error) ?? new Error(reply.error.message)
}
