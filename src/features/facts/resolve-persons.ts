import type { Actor } from '../../domain/access/roles.ts'
import { limits } from '../../domain/facts/fact-draft.ts'
import { personFault } from '../../domain/facts/person-fault.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import { heldPosts } from '../../domain/people/held.ts'
import { type Day, isDay } from '../../domain/time/days.ts'
import type { FactParts } from './fact-parts.ts'
import { boundUnit } from './list-facts.ts'

/** Who was meant by what was typed: ids, and what to mend or null. */
interface Resolved {
  readonly ids: readonly string[]
  readonly fault: string | null
}

export type ResolvePersons = (actor: Actor, typed: string, at: { unitId: string; day: Day }) => Promise<Resolved>

/**
 * Names, pinyin, initials or ids, divided by 、 or a space, as the cadres of the unit on the day. Of several with one name
 * those count who held a post there; if still several are left, an id must be typed.
 */
export const resolvePersons = ({ people, ledger }: Pick<FactParts, 'people' | 'ledger'>): ResolvePersons => {
  return async (actor, typed, { unitId, day }) => {
    const words = [
      ...new Set(
        typed
          .normalize('NFKC')
          .split(/[\s、,;]+/)
          .filter(Boolean),
      ),
    ]
    if (words.length > limits.persons) return { ids: [], fault: `一次最多涉及 ${limits.persons} 人，请分开录入。` }
    const found = await Promise.all(words.map(word => one(actor, word, unitId, day)))
    const faults = found.flatMap(answer => ('fault' in answer ? answer.fault : []))
    return {
      ids: [...new Set(found.flatMap(answer => ('id' in answer ? answer.id : [])))],
      fault: faults.length === 0 ? null : faults.join(''),
    }
  }

  async function one(
    actor: Actor,
    word: string,
    unitId: string,
    day: Day,
  ): Promise<{ id: string } | { fault: string }> {
    const named = await candidates(word, boundUnit(actor))
    const [first] = named
    if (first === undefined) return { fault: `没有找到“${word}”，请填写姓名、拼音或编号。` }
    if (unitId === '' || !isDay(day)) return named.length === 1 ? { id: first.id } : { fault: several(word, named) }
    const entries = await ledger.entriesOfMany(named.map(cadre => cadre.id))
    const there = named.filter(cadre => personFault(heldPosts(entries.get(cadre.id) ?? []), unitId, day) === null)
    const left = there.length === 0 ? named : there
    const [only] = left
    return left.length === 1 && only !== undefined ? { id: only.id } : { fault: several(word, left) }
  }

  async function candidates(word: string, unitId: string | null): Promise<readonly Cadre[]> {
    const byId = /^c\d+$/.test(word) ? await people.cadre(word) : null
    if (byId !== null) return unitId === null || byId.post?.unitId === unitId ? [byId] : []
    const found = await people.search({ text: word, unitId, limit: 50 })
    const exact = found.filter(cadre => cadre.name === word || spelled(cadre).includes(word.toLowerCase()))
    return exact.length > 0 ? exact : found
  }
}

const spelled = (cadre: Cadre): readonly string[] => [cadre.pinyin.replaceAll(' ', ''), cadre.initials]

function several(word: string, cadres: readonly Cadre[]): string {
  const shown = cadres.slice(0, 5).map(cadre => `${cadre.name} ${cadre.id}（${cadre.post?.title ?? '现无职务'}）`)
  return `“${word}”可能是 ${shown.join('、')}${cadres.length > 5 ? ' 等' : ''}，请改填编号。`
}
