import { createHash, randomUUID } from 'node:crypto'
import { first } from './input.ts'
import { Refused } from './refused.ts'
import type { Input } from './route.ts'

export const keyField = '_key'

export const newKey = (): string => randomUUID()

/**
 * Names one submission. The same key with the same words, by the same account to the same address, is the same
 * submission (a double click); the same key with other words (gone back and mended) is another one.
 * A form without a key is a submission of its own. Throws Refused 400 on a key that cannot be one.
 */
export function submissionOf(who: string, path: string, header: string | undefined, body: Input, file: string): string {
  const key = header ?? (first(body, keyField) || newKey())
  if (!/^[\w-]{8,128}$/.test(key)) throw new Refused(400, '提交的编号不能识别。')
  const said = Object.entries(body).filter(([name]) => name !== '_csrf')
  const digest = createHash('sha256').update(JSON.stringify([who, path, key, said, file]))
  return digest.digest('base64url')
}
