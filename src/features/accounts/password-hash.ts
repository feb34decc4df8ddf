import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { normalPassword } from '../../domain/access/password-policy.ts'
import { turns } from './turns.ts'

/** What a hash costs, in the parameters of scrypt. */
export type HashCost = Required<Pick<ScryptOptions, 'N' | 'r' | 'p'>>

/** OWASP Password Storage: N = 2^15, r = 8, p = 3; a hash takes 32 MB and about a quarter of a second. */
const owasp: HashCost = { N: 2 ** 15, r: 8, p: 3 }
const saltBytes = 16
const hashBytes = 32

/** Each hash holds a thread of the pool that also reads files; one of four stays free. */
const inTurn = turns({ atOnce: 3, waiting: 200 })

export interface PasswordHashes {
  /** `scrypt$N$r$p$salt$hash` of a password, salt and hash in base64url. */
  hash(password: string): Promise<string>
  /** Whether the password is that of `stored`. Without one it does the same work and answers no. */
  verify(password: string, stored: string | null): Promise<boolean>
  /** Whether `stored` was made with other parameters than today's. */
  isOutdated(stored: string): boolean
}

/** Hashes at this cost. */
export function passwordHashes(cost = owasp): PasswordHashes {
  const written = (salt: Buffer, hash: Buffer): string =>
    ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
  const noOne = written(Buffer.alloc(saltBytes), Buffer.alloc(hashBytes))
  return {
    hash: async password => {
      const salt = randomBytes(saltBytes)
      return written(salt, await derive(password, salt, cost))
    },
    verify: async (password, stored) => {
      const { N, r, p, salt, hash } = parse(stored ?? noOne)
      const derived = await derive(password, salt, { N, r, p })
      return timingSafeEqual(derived, hash) && stored !== null
    },
    isOutdated: stored => {
      const { N, r, p } = parse(stored)
      return N !== cost.N || r !== cost.r || p !== cost.p
    },
  }
}

function parse(stored: string) {
  const [name, N, r, p, salt = '', hash = ''] = stored.split('$')
  if (name !== 'scrypt') throw new Error('A stored password has an unknown form.')
  const bytes = (text: string) => Buffer.from(text, 'base64url')
  return { N: Number(N), r: Number(r), p: Number(p), salt: bytes(salt), hash: bytes(hash) }
}

const derive = (password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
  inTurn(
    () =>
      new Promise((resolve, reject) => {
        const given = { ...options, maxmem: 64 * 1024 * 1024 }
        scrypt(normalPassword(password), salt, hashBytes, given, (error, key) => (error ? reject(error) : resolve(key)))
      }),
  )
