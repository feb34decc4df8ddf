/** Rows of keys and orders that fingers and memory follow. */
const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qazwsxedcrfvtgb']
const both = [...rows, ...rows.map(row => [...row].reverse().join(''))]

const lookalikes: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '3': 'e',
  '1': 'i',
  $: 's',
  '5': 's',
}
const spelled = (word: string): string => [...word].map(letter => lookalikes[letter] ?? letter).join('')

/** From this length on nobody tries patterns. */
const longEnough = 20
/** Fewer different characters than this are no secret, however long. */
const leastDifferent = 5
/** So many characters must be left when runs such as `qwerty` and `123456` are taken out. */
const leastLeft = 6

/**
 * Whether a stranger would try it early: a listed password, a listed word with digits and signs around it, few different
 * characters, one part repeated, or little beside runs of keys.
 */
export function isGuessable(password: string, common: ReadonlySet<string>): boolean {
  const lower = password.toLowerCase()
  if (common.has(lower) || common.has(core(lower)) || common.has(spelled(core(lower)))) return true
  if (lower.length >= longEnough) return false
  if (new Set(lower).size < leastDifferent || isRepeated(lower)) return true
  return withoutRuns(lower).length < leastLeft
}

/** The word inside `2026Password!!`. */
const core = (lower: string): string => lower.replace(/^[^\p{L}@$]+|[^\p{L}]+$/gu, '')

const isRepeated = (lower: string): boolean => /^(.{1,6})\1+.{0,2}$/u.test(lower)

function withoutRuns(lower: string): string {
  let left = ''
  for (let at = 0; at < lower.length; ) {
    const run = runAt(lower, at)
    if (run === 0) left += lower[at]
    at += run || 1
  }
  return left
}

/** How long a run of at least three keys begins here; 0 for none. */
function runAt(text: string, at: number): number {
  let longest = 0
  for (let end = at + 3; end <= text.length; end++) {
    const part = text.slice(at, end)
    if (!both.some(row => row.includes(part)) && new Set(part).size > 1) break
    longest = end - at
  }
  return longest
}
