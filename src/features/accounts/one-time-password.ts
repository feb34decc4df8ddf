import { randomInt } from 'node:crypto'
import type { PasswordPolicy } from '../../domain/access/password-policy.ts'
import { newPasswordFault } from './password-checks.ts'

/** No letters that look alike on paper. */
const lower = 'abcdefghjkmnpqrstuvwxyz'
const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const digits = '23456789'

const pick = (letters: string, count: number): string =>
  Array.from({ length: count }, () => letters[randomInt(letters.length)]).join('')

/** A password nobody can guess, in groups that can be read out (about 86 bits), which the policy takes. */
export function randomPassword(policy: PasswordPolicy, person: { readonly username: string; readonly name: string }) {
  for (;;) {
    const groups = Array.from({ length: 4 }, () => pick(lower + upper + digits, 4))
    const password = groups.join('-')
    if (newPasswordFault(password, policy, person) === null) return password
  }
}
