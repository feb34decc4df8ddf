import type { Visit } from '../../web/route.ts'
import type { Asked } from './drafts.ts'

export const idOf = ({ params }: Visit): string => params.id ?? ''

export const askedBy = ({ idempotencyKey, requestId, address }: Visit): Asked => ({
  idempotencyKey,
  requestId,
  address,
})
