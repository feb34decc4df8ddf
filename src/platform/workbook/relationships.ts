import { posix } from 'node:path'
import { Refused } from './refusal.ts'
import type { XmlListener } from './strict-xml.ts'

export interface Relationship {
  id: string
  /** The last word of the type: `worksheet`, `styles`, `sharedStrings`; the same in both dialects of the standard. */
  type: string
  /** Name of the part in lower case. */
  target: string
}

const AT_MOST = 1000

/** Collects the relations of the part `base`, whose targets may be absolute or relative to it. */
export function relationships(base: string): XmlListener & { found: Relationship[] } {
  const found: Relationship[] = []
  return {
    found,
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship') return
      if (TargetMode === 'External') throw new Refused('external-link')
      if (found.length >= AT_MOST) throw new Refused('too-complex')
      found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: resolveTarget(base, Target) })
    },
    text() {},
    close() {},
  }
}

/** Where OPC keeps the relations of a part. */
export function relationshipsOf(part: string): string {
  return posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`)
}

function resolveTarget(base: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(base), target)
  return posix.normalize(path).toLowerCase()
}
