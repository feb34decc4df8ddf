import { readFileSync } from 'node:fs'
import { pinyin } from 'pinyin-pro'
import { type PasswordPolicy, passwordFault } from '../../domain/access/password-policy.ts'
import { fromRoot } from '../../platform/from-root.ts'

let words: ReadonlySet<string> | null = null

/** Passwords and words that everybody tries first, one a line; read once. */
function commonPasswords(): ReadonlySet<string> {
  words ??= new Set(
    readFileSync(fromRoot('src/features/accounts/common-passwords.txt'), 'utf8').split('\n').filter(Boolean),
  )
  return words
}

/** What is wrong with a new password of this person, in one sentence; null when it can be taken. */
export function newPasswordFault(
  password: string,
  policy: PasswordPolicy,
  person: { readonly username: string; readonly name: string },
): string | null {
  const personal = [person.username, person.name, ...readings(person.name)]
  return passwordFault(password, { policy, common: commonPasswords(), personal })
}

/** 王海峰: wanghaifeng, haifeng. */
function readings(name: string): string[] {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'all', nonZh: 'removed' })
  return syllables.length < 2 ? [] : [syllables.join(''), syllables.slice(1).join('')]
}
