import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible'
import type { Database, Migration } from '../../platform/database/index.ts'

const collection = 'sign_in_limits'

/** Slows one network address down: so many failures a minute, over all accounts. Survives a restart. */
export interface AddressLimit {
  /** Takes one try before the password is looked at; false when there is none left this minute. */
  take(address: string): Promise<boolean>
  /** Gives it back after a success. */
  giveBack(address: string): Promise<void>
}

export function addressLimit({ client, name }: Database, failuresPerMinute = 20): AddressLimit {
  const limiter = new RateLimiterMongo({
    storeClient: client,
    dbName: name,
    tableName: collection,
    keyPrefix: 'address',
    points: failuresPerMinute,
    duration: 60,
    disableIndexesCreation: true,
  })
  return {
    async take(address) {
      try {
        await limiter.consume(address)
        return true
      } catch (reason) {
        if (reason instanceof RateLimiterRes) return false
        throw reason
      }
    },
    async giveBack(address) {
      await limiter.reward(address)
    },
  }
}

export const limitIndexes: Migration = {
  name: 'accounts-2-sign-in-limits',
  async up({ db }) {
    await db.collection(collection).createIndexes([
      { key: { expire: -1 }, name: 'expire', expireAfterSeconds: 0 },
      { key: { key: 1 }, name: 'key', unique: true },
    ])
  },
}
