import { normalUsername } from '../../domain/access/accounts.ts'
import type { PasswordPolicy } from '../../domain/access/password-policy.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Migration } from '../../platform/database/index.ts'
import type { Journal } from '../../platform/journal/index.ts'
import type { Route } from '../../web/route.ts'
import { addressLimit, limitIndexes } from './address-limit.ts'
import { createDemoAccounts, type DemoAccount, type DemoSpec } from './demo-accounts.ts'
import { grantIndexes } from './grant-model.ts'
import { grantRoutes } from './grant-routes.ts'
import { grantService } from './grant-service.ts'
import { grantStore } from './grant-store.ts'
import { actorLoader, type LoadSignedIn } from './load-actor.ts'
import { ownAccountRoutes } from './own-account-routes.ts'
import { ownAccountService } from './own-account-service.ts'
import { type HashCost, passwordHashes } from './password-hash.ts'
import type { People } from './people.ts'
import { setupRoutes } from './setup-routes.ts'
import { setupService } from './setup-service.ts'
import { setupStore } from './setup-store.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { signInService } from './sign-in-service.ts'
import { userIndexes } from './user-model.ts'
import { userRoutes } from './user-routes.ts'
import { userService } from './user-service.ts'
import { userStore } from './user-store.ts'

export type { DemoAccount, DemoSpec, HashCost }

export interface AccountSettings {
  readonly database: Database
  readonly journal: Journal
  /** Real time: the same clock the sessions of the web read. */
  readonly realClock: Clock
  readonly policy: PasswordPolicy
  /** What hashing a password costs, where it is not to cost what OWASP says. */
  readonly hashCost?: HashCost | undefined
  readonly people: People
}

/** Accounts, their passwords and roles. */
export interface Accounts {
  readonly routes: readonly Route[]
  /** For the web: the account of a session, null when it is out. */
  readonly loadActor: LoadSignedIn
  /** Whether anybody can ever have signed in; without, a setup code is needed. */
  hasAny(): Promise<boolean>
  readonly names: {
    /** The people behind accounts, by id: for the pages of the business. */
    people(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
    /** For the audit log: usernames by id, and the id behind a username. */
    usernames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
    idOf(username: string): Promise<string | null>
  }
  /** The code behind `/setup?code=`, good once and for 24 hours. Throws Conflict when there are accounts. */
  createSetupCode(): Promise<string>
  /** Creates the accounts of the sample and answers their passwords, this once. */
  createDemoAccounts(specs: readonly DemoSpec[]): Promise<readonly DemoAccount[]>
}

export const migrations: readonly Migration[] = [userIndexes, limitIndexes, grantIndexes]

export function createAccounts({ database, people, hashCost, ...given }: AccountSettings): Accounts {
  const users = userStore(database)
  const grants = grantStore(database)
  const parts = { users, hashes: passwordHashes(hashCost), ...given }
  const accounts = userService(parts)
  const setup = setupService({ ...parts, setup: setupStore(database) })
  return {
    routes: [
      ...signInRoutes(signInService({ ...parts, limit: addressLimit(database) })),
      ...setupRoutes(setup, given.policy),
      ...ownAccountRoutes(ownAccountService(parts), given),
      ...userRoutes({ service: accounts, users, grants, people, realClock: given.realClock }),
      ...grantRoutes({ service: grantService({ ...parts, grants, people }), users: accounts, grants, people }),
    ],
    loadActor: actorLoader(parts),
    hasAny: () => users.any(),
    names: {
      people: users.peopleNames,
      usernames: users.usernames,
      idOf: async username => (await users.byUsername(normalUsername(username)))?.id ?? null,
    },
    createSetupCode: setup.createCode,
    createDemoAccounts: specs => createDemoAccounts(parts, specs),
  }
}
