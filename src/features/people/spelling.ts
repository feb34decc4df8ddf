import { pinyin } from 'pinyin-pro'
import type { Cadre } from '../../domain/people/cadre.ts'

/** How a name is spelt, read as a surname (单 shan, 曾 zeng): `shan xiao ming` and `sxm`. */
export function spell(name: string): Pick<Cadre, 'pinyin' | 'initials'> {
  const syllables = pinyin(name.replace(/[\s·•.]/g, ''), { toneType: 'none', surname: 'head', type: 'array', v: true })
  const plain = syllables.map(syllable => syllable.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')).filter(Boolean)
  return { pinyin: plain.join(' '), initials: plain.map(syllable => syllable[0]).join('') }
}

const initialsKnown = new Map<string, string>()

/** The initials of a unit's name, by which it is chosen from a list; the names there are few, and asked for on every page. */
export function initialsOf(name: string): string {
  const known = initialsKnown.get(name) ?? spell(name).initials
  initialsKnown.set(name, known)
  return known
}

/** What a search for the person may begin with: the name or its end, the pinyin or its end, the initials. */
export function searchKeys({ name, pinyin: spelt, initials }: Pick<Cadre, 'name' | 'pinyin' | 'initials'>): string[] {
  const syllables = spelt.split(' ')
  const ends = syllables.map((_, index) => syllables.slice(index).join(''))
  const characters = [...name]
  const nameEnds = characters.map((_, index) => characters.slice(index).join(''))
  return [...new Set([...nameEnds, ...ends, initials])]
}

/** What was typed, as the keys are written: full width, spaces, dots and case do not matter. */
export const searchText = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·•.'’]/g, '')
    .slice(0, 40)
