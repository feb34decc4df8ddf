import { createHash } from 'node:crypto'
import { canonical } from '../domain/canonical.ts'

/** SHA-256 in hex of a text or bytes. */
const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** SHA-256 of a value's canonical JSON: equal values, equal digests. */
export const digestOf = (value: unknown): string => sha256(canonical(value))
