/** What names a submission, for the journal. A web visit is one. */
export interface Keys {
  readonly idempotencyKey: string
  readonly requestId: string
  readonly address?: string
}
