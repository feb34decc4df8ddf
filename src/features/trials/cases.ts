import type { Actor } from '../../domain/access/roles.ts'
import { Conflict, Invalid, NotFound } from '../../domain/errors.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import { type CaseVerdict, caseVerdict, type Expectation } from '../../domain/trials/cases.ts'
import { newId } from '../../platform/ids.ts'
import type { Journal, Work } from '../../platform/journal/index.ts'
import type { People } from '../people/index.ts'
import type { CaseStore, TrialCase } from './case-store.ts'
import type { CountedAs, MoverStore } from './mover-store.ts'
import type { Asked } from './trials.ts'

/** What a person types of a case; `person` is a name or a cadre's id. */
interface CaseInput extends Omit<Expectation, 'cadreId'> {
  readonly name: string
  readonly person: string
  readonly reason: string
}

/** A case with what a trial found of its cadre; null when the cadre was not rated. */
export interface CheckedCase {
  readonly one: TrialCase
  readonly counted: CountedAs | null
  readonly verdict: CaseVerdict
  /** Whether it held by the rules the draft is compared with: a case that fails need not be broken by the draft. */
  readonly before: CaseVerdict
}

export interface CasesDeps {
  readonly store: CaseStore
  readonly movers: Pick<MoverStore, 'counted'>
  readonly people: People
  readonly journal: Journal
}

/** Saved cases: kept by name, checked by every trial. */
export interface Cases {
  all(): Promise<readonly TrialCase[]>
  /** Throws NotFound. */
  one(id: string): Promise<TrialCase>
  save(actor: Actor, input: CaseInput, asked: Asked): Promise<string>
  /** Throws Conflict when somebody else changed or removed it meanwhile. */
  change(actor: Actor, id: string, version: number, input: CaseInput, asked: Asked): Promise<void>
  remove(actor: Actor, id: string, version: number, asked: Asked): Promise<void>
  /** All cases against what a trial found: first those that the draft breaks, then those that failed before too. */
  check(trialId: string): Promise<readonly CheckedCase[]>
  checkIn(work: Work, trialId: string): Promise<readonly CheckedCase[]>
}

export function createCases({ store, movers, people, journal }: CasesDeps): Cases {
  const commandOf = (action: string, actor: Actor, asked: Asked) => ({
    action,
    actor,
    ...asked,
  })
  const one = async (id: string): Promise<TrialCase> => found(await store.one(id))
  const standing = async (work: Work, id: string, version: number): Promise<TrialCase> => {
    const now = found((await store.allIn(work)).find(({ _id }) => _id === id) ?? null)
    if (now.version !== version) throw new Conflict('这个案例刚被别人改过，请核对现在的内容后再办。')
    return now
  }
  return {
    all: () => store.all(),
    one,
    save: async (actor, input, asked) => {
      const { person, ...fields } = input
      const cadre = await cadreOf(people, person)
      return journal.submit({
        ...commandOf('trials.save-case', actor, asked),
        run: async work => {
          requireOwnName(await store.allIn(work), input.name, null)
          const saved = savedCase(work, { _id: newId('case'), ...fields, cadreId: cadre.id, version: 1 })
          store.put(work, saved)
          work.about({ type: 'trialCase', id: saved._id }, { after: plainOf(saved) })
          return saved._id
        },
      })
    },
    change: async (actor, id, version, input, asked) => {
      const { person, ...fields } = input
      const cadre = await cadreOf(people, person)
      await journal.submit({
        ...commandOf('trials.change-case', actor, asked),
        run: async work => {
          const now = await standing(work, id, version)
          requireOwnName(await store.allIn(work), input.name, id)
          const saved = savedCase(work, { _id: id, ...fields, cadreId: cadre.id, version: version + 1 })
          store.put(work, saved)
          work.about({ type: 'trialCase', id }, { before: plainOf(now), after: plainOf(saved) })
          return null
        },
      })
    },
    remove: async (actor, id, version, asked) => {
      await journal.submit({
        ...commandOf('trials.remove-case', actor, asked),
        run: async work => {
          const now = await standing(work, id, version)
          store.remove(work, id)
          work.about({ type: 'trialCase', id }, { before: plainOf(now) })
          return null
        },
      })
    },
    check: async trialId => checked(await store.all(), trialId, movers),
    checkIn: async (work, trialId) => checked(await store.allIn(work), trialId, movers),
  }
}

function found(one: TrialCase | null): TrialCase {
  if (one === null) throw new NotFound('没有这个案例，可能已被删除。')
  return one
}

function requireOwnName(all: readonly TrialCase[], name: string, own: string | null): void {
  if (all.some(other => other.name === name && other._id !== own))
    throw new Invalid({ name: '名称：已有同名的案例，请换一个名称。' })
}

const savedCase = (work: Work, fields: Omit<TrialCase, 'savedBy' | 'savedAt'>): TrialCase => ({
  ...fields,
  savedBy: { id: work.actor.userId, name: work.actor.name },
  savedAt: work.now,
})

const plainOf = ({ name, cadreId, must, colour, reason }: TrialCase) => ({ name, cadreId, must, colour, reason })

async function checked(
  all: readonly TrialCase[],
  trialId: string,
  movers: CasesDeps['movers'],
): Promise<readonly CheckedCase[]> {
  const counted = await movers.counted(
    trialId,
    all.map(({ cadreId }) => cadreId),
  )
  const rows = all.map((one): CheckedCase => {
    const own = counted.get(one.cadreId) ?? null
    return {
      ...{ one, counted: own },
      verdict: caseVerdict(one, own?.after ?? null),
      before: caseVerdict(one, own?.before ?? null),
    }
  })
  const order = (['fails', 'unrated', 'holds'] as const).flatMap(verdict =>
    (['holds', 'fails', 'unrated'] as const).map(before => `${verdict} ${before}`),
  )
  const placeOf = ({ verdict, before }: CheckedCase): number => order.indexOf(`${verdict} ${before}`)
  return rows.sort((a, b) => placeOf(a) - placeOf(b))
}

const NAMED = 6

/** The one cadre of this id or name. Throws Invalid with those to choose from when several bear it. */
async function cadreOf(people: People, typed: string): Promise<Cadre> {
  const byId = /^c\d+$/.test(typed) ? await people.cadre(typed) : null
  if (byId !== null) return byId
  const similar = await people.search({ text: typed, unitId: null, limit: NAMED })
  const same = similar.filter(({ name }) => name === typed)
  const [only, ...others] = same.length > 0 ? same : similar
  if (only === undefined) throw new Invalid({ person: '干部：没有这个人，请核对姓名或填人员编号。' })
  if (others.length === 0) return only
  const choices = [only, ...others].map(({ name, id }) => `${name} ${id}`).join('、')
  throw new Invalid({ person: `干部：有几个人相符，请填人员编号：${choices}。` })
}
