import type { AuditStore } from './audit-store.ts'

/** What the log must know of accounts, to call them by their usernames. */
export interface AccountNames {
  usernames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  idOf(username: string): Promise<string | null>
}

export interface AuditParts {
  readonly store: AuditStore
  readonly accounts: AccountNames
  /** Action → 中文. */
  readonly words: Readonly<Record<string, string>>
}

/** In which words entries are told: actions, and usernames by id. */
export interface Vocabulary {
  readonly words: Readonly<Record<string, string>>
  readonly usernames: ReadonlyMap<string, string>
}
