import { isGuessable } from './password-patterns.ts'

/**
 * Which demands passwords must meet. `dengbao` (等保 2.0, 8.1.4.1): complexity and change every 90 days.
 * `asvs` (OWASP ASVS 5.0, 6.2): length and lists only, no rotation.
 */
export type PasswordPolicy = 'dengbao' | 'asvs'

export const passwordLength = { min: 12, max: 128 } as const

/** Days after which a password must be changed; null for never. */
export const passwordDays: Readonly<Record<PasswordPolicy, number | null>> = { dengbao: 90, asvs: null }

/** What a password is judged against. */
export interface PasswordContext {
  readonly policy: PasswordPolicy
  /** Lower-case passwords and words that everybody tries first. */
  readonly common: ReadonlySet<string>
  /** Lower-case words a stranger would guess of this person and place: username, name, pinyin of the name. */
  readonly personal: readonly string[]
}

/** Words of this place. */
const placeWords = ['haiyang', 'sanse', 'zzb']

/** Spaces and letters of any script are kept; full-width letters of a Chinese input method equal the plain ones. */
export const normalPassword = (typed: string): string => typed.normalize('NFKC')

/** What is wrong with a new password, in one sentence; null when it can be taken. Length counts characters, not bytes. */
export function passwordFault(password: string, context: PasswordContext): string | null {
  const length = [...password].length
  if (length < passwordLength.min) return `口令至少 ${passwordLength.min} 个字符。`
  if (length > passwordLength.max) return `口令不能超过 ${passwordLength.max} 个字符。`
  if (context.policy === 'dengbao' && classesOf(password) < 3)
    return '口令要在大写字母、小写字母、数字、符号（含空格）、汉字中至少用到三类。'
  if (saysContext(password, context.personal)) return '口令不能含有用户名、本人姓名及拼音、单位或系统的名称。'
  if (isGuessable(password, context.common)) return '口令过于常见，容易被猜到，请换一个。'
  return null
}

/** A Chinese letter has no case, so it is a class of its own beside the four of 等保. */
const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u, /\p{Lo}/u]
const classesOf = (password: string): number => classes.filter(one => one.test(password)).length

function saysContext(password: string, personal: readonly string[]): boolean {
  const lower = password.toLowerCase()
  const words = [...placeWords, ...personal.map(word => word.toLowerCase()).filter(isTelling)]
  return words.some(word => lower.includes(word))
}

/** `k1` may stand in any password by chance; a Chinese name of two characters does not. */
const isTelling = (word: string): boolean => [...word].length >= (/\p{Script=Han}/u.test(word) ? 2 : 3)
