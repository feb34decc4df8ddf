import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Conflict, NotFound } from '../../domain/errors.ts'
import type { CommandActor } from '../../platform/journal/index.ts'
import type { ImportDocument } from './import-model.ts'

/** Who did it, and when. */
export const signed = ({ actor, now }: { readonly actor: CommandActor; readonly now: string }) => ({
  by: { id: actor.userId, name: actor.name },
  at: now,
})

export const moved = () => new Conflict('试导入之后，名册有了变化。请点“重新核对”，看过新的结果再导入。')

/** Throws unless the import may still be compared or carried out. */
export function refuseUnlessOpen(found: ImportDocument | null): asserts found is ImportDocument {
  if (found === null) throw new NotFound()
  if (found.status === 'done') throw new Conflict('这个文件已经导入，不能再办理。')
  if (found.status === 'dropped') throw new Conflict('之后又上传了新的文件，这一份已作废。')
}

/** Throws unless the import may be carried out. */
export function refuseUnlessReady(found: ImportDocument | null): null {
  refuseUnlessOpen(found)
  if (found.status === 'refused') throw new Conflict('文件中有错误，不能导入；请改好后重新上传。')
  return null
}

/** The SHA-256 of a file, hex. */
export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
