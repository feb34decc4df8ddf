import type { Finding } from '../../../domain/evidence/entries.ts'
import type { Day } from '../../../domain/time/days.ts'
import { placeOf, workingDay, workingDays } from './calendar.ts'
import { fieldsOfWork } from './duties.ts'
import { tell } from './fact-words.ts'
import type { Random } from './random.ts'
import type { Account, PlannedAction, PlannedDuty, PlannedFact } from './types.ts'
import { plannedUnits } from './unit-list.ts'

/** What of a fact is said; the rest is told by chance. */
export interface FactWish {
  readonly code: string
  readonly day: Day
  readonly unit: string
  readonly persons: readonly string[]
  readonly field?: string
  readonly channel?: string
  readonly intent?: boolean
  readonly grade?: string
  readonly honour?: string
  readonly finding?: Finding
  /** Another channel of the same fact. */
  readonly second?: string
  /** Recorded more than ten working days later. */
  readonly late?: boolean
  readonly waiting?: boolean
  /** Recorded again on this day, after it was taken back. */
  readonly recordFrom?: Day
}

/** Where the actions of the plan are gathered. */
export interface Desk {
  readonly actions: PlannedAction[]
  readonly facts: { readonly key: string; readonly wish: FactWish; readonly verifiedOn: Day | null }[]
  /** Adds an action under a new name and answers the name. */
  add(action: WithoutKey): string
  /** A fact with its verification. */
  fact(wish: FactWish): string
}

type Without<T> = T extends PlannedAction ? Omit<T, 'key'> : never
export type WithoutKey = Without<PlannedAction>

const letters: Readonly<Record<PlannedAction['kind'], string>> = {
  import: 'i',
  closure: 'c',
  fact: 'f',
  verification: 'v',
  tolerance: 't',
  reversal: 'x',
  talk: 'd',
  assessment: 'a',
  cycle: 'z',
  assessmentVerification: 'av',
  ballotVerification: 'bv',
  annualGrade: 'ag',
  quarterGrade: 'qg',
  opinion: 'o',
  ranking: 'r',
  notice: 'n',
  restriction: 's',
  placement: 'p',
  extension: 'pe',
  rectification: 'pr',
  end: 'e',
  leave: 'l',
}

export function openDesk(chance: Random, duties: readonly PlannedDuty[]): Desk {
  const actions: PlannedAction[] = []
  const facts: { key: string; wish: FactWish; verifiedOn: Day | null }[] = []
  const taken = new Set<string>()
  let number = 0
  const add = (action: WithoutKey): string => {
    number += 1
    const key = `${letters[action.kind]}${number}`
    actions.push({ ...action, key } as PlannedAction)
    return key
  }
  return {
    actions,
    facts,
    add,
    fact: wish => {
      const { key, by, recorded } = record(chance, wish, duties, taken, add, number)
      const verifiedOn = wish.waiting === true ? null : workingDay(recorded + chance.int(2, 4))
      facts.push({ key, wish, verifiedOn })
      if (verifiedOn === null) return key
      const finding = wish.finding ?? 'true'
      const note = { true: '', partly: '部分情况属实，已核对台账。', false: '经核查与事实不符，予以澄清。' }[finding]
      add({ kind: 'verification', on: verifiedOn, by: verifierFor(by), of: key, finding, note })
      return key
    },
  }
}

const verifierFor = (by: Account): Account => (by === 'j1' ? 'k2' : by === 'j2' ? 'k1' : 'j1')

function record(
  chance: Random,
  wish: FactWish,
  duties: readonly PlannedDuty[],
  taken: Set<string>,
  add: Desk['add'],
  number: number,
) {
  const { code, day, unit, persons, second } = wish
  const by = chance.pick<Account>(['k1', 'k1', 'k2', 'j2'])
  const recorded = recordedAt(chance, wish)
  const told = untaken(() => tell(chance, code, day.slice(0, 4), 100 + number, wish.channel), taken, wish)
  const fact: PlannedFact = {
    code,
    day,
    unit,
    persons,
    ...told,
    field: wish.field ?? fieldFor(chance, wish, duties),
    intent: code.startsWith('N') ? (wish.intent ?? false) : null,
    grade: wish.grade ?? null,
    honour: wish.honour ?? (/^P[123]$/.test(code) ? told.title : null),
    sameAs: null,
  }
  const key = add({ kind: 'fact', on: workingDay(recorded), by, fact })
  if (second !== undefined) {
    const other = tell(chance, code, day.slice(0, 4), 5000 + number, second)
    const again = { ...fact, ...other, title: fact.title, sameAs: key }
    add({ kind: 'fact', on: workingDay(recorded + 1), by, fact: again })
  }
  return { key, by, recorded }
}

/** The place of the working day on which it is recorded; early enough to be verified in the year. */
function recordedAt(chance: Random, { day, late, waiting, recordFrom }: FactWish): number {
  if (recordFrom !== undefined) return placeOf(recordFrom)
  const delay = late === true ? chance.int(12, 20) : chance.int(0, 5)
  return waiting === true ? placeOf(day) : Math.min(placeOf(day) + delay, workingDays.length - 4)
}

/** A title no other fact of the unit has on the same day. */
function untaken<T extends { readonly title: string }>(next: () => T, taken: Set<string>, wish: FactWish): T {
  for (;;) {
    const told = next()
    const name = `${wish.unit} ${wish.day} ${wish.code} ${told.title}`
    if (taken.has(name)) continue
    taken.add(name)
    return told
  }
}

/** A field nobody is in charge of: what is done wrong in it falls to nobody else. */
const NOBODYS_FIELD = '综合事务'

/** A field the first person has in charge, if any; else any of the unit. */
function fieldFor(chance: Random, { code, unit, persons, day }: FactWish, duties: readonly PlannedDuty[]): string {
  const own = duties.filter(
    duty => duty.unit === unit && duty.cadre === persons[0] && duty.role !== 'chief' && duty.from <= day,
  )
  const kind = plannedUnits.find(each => each.code === unit)?.kind ?? 'department'
  if (own.length > 0 && own[0]?.role === 'charge') return chance.pick(own).field
  return code.startsWith('N') && persons.length > 0 ? NOBODYS_FIELD : chance.pick(fieldsOfWork[kind])
}
