import type { ReadLimits } from './limits.ts'
import type { ReadEvent } from './read-result.ts'
import type { RefusalReason } from './refusal.ts'

/** What the reading process is asked, once. */
export interface ChildTask {
  path: string
  limits: ReadLimits
}

/** What it answers: that it runs, what it finds, and one end. */
export type ChildMessage =
  | { kind: 'ready' }
  | ReadEvent
  | { kind: 'done' }
  | { kind: 'refused'; reason: RefusalReason; where: string }
