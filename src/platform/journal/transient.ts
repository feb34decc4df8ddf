import {
  MongoError,
  MongoNetworkError,
  MongoOperationTimeoutError,
  MongoServerClosedError,
  MongoServerSelectionError,
} from 'mongodb'
import { CarriedOutBefore } from './answers.ts'
import { HeadMoved } from './head.ts'

const labels = ['TransientTransactionError', 'UnknownTransactionCommitResult', 'RetryableWriteError']
const socketCodes = new Set(['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ETIMEDOUT', 'ENOTFOUND'])
const connectionKinds = [
  MongoNetworkError,
  MongoServerSelectionError,
  MongoOperationTimeoutError,
  MongoServerClosedError,
]

/** Whether the server could not be reached or did not answer in time. */
export function isConnectionFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // The driver lets a socket reset before a write through as a plain, unlabelled error.
  const code = 'code' in error ? error.code : undefined
  if (connectionKinds.some(kind => error instanceof kind) || socketCodes.has(String(code))) return true
  return isConnectionFault(error.cause)
}

/** Whether the same group, run again, may well go through. The outcome of the failed run is not known. */
export function isTransient(error: unknown): boolean {
  if (error instanceof HeadMoved || error instanceof CarriedOutBefore || isConnectionFault(error)) return true
  if (!(error instanceof Error)) return false
  if (error instanceof MongoError && labels.some(label => error.hasErrorLabel(label))) return true
  return isTransient(error.cause)
}
