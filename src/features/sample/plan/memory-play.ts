import { ledgerEntries } from '../../../domain/assessments/ledger-entries.ts'
import type { NewEntry } from '../../../domain/evidence/entries.ts'
import { noticeEntry } from '../../../domain/evidence/notice-checks.ts'
import { rankingEntry } from '../../../domain/evidence/ranking-checks.ts'
import { reversalEntry, toleranceEntry, verificationEntry } from '../../../domain/facts/decisions.ts'
import { attributionsLike, factEntry, isLate } from '../../../domain/facts/fact-entry.ts'
import { type FactLife, factLife } from '../../../domain/facts/fact-life.ts'
import { attribute, type HeldDuty } from '../../../domain/people/attribution.ts'
import { heldDuties } from '../../../domain/people/held.ts'
import type { RuleSet } from '../../../domain/rules/rule-set.ts'
import { type Day, FOREVER } from '../../../domain/time/days.ts'
import { seededCalendar } from '../../../domain/time/working-days.ts'
import { factAt, type MemoryLedger, memoryLedger } from './memory-ledger.ts'
import { importRows, type MemoryRoster, memoryRoster } from './memory-roster.ts'
import type { ActionKind, ActionOf, PlanKey, PlannedAction, PlannedAssessment } from './types.ts'

/** The year as it stands in memory after some actions. */
export interface MemoryPlay {
  readonly ledger: MemoryLedger
  readonly roster: MemoryRoster
  /** The entry an action led to: `f12`, `a3`, `a3.ballot`. */
  id(key: PlanKey): number
  /** The action that led to an entry; undefined for those of imports. */
  keyOf(id: number): PlanKey | undefined
}

/** Plays actions, in the order given, as the services would record them; those up to a day only, if one is given. */
export function playInMemory(actions: readonly PlannedAction[], ruleSet: RuleSet, until: Day = FOREVER): MemoryPlay {
  const ids = new Map<PlanKey, number>()
  const keys = new Map<number, PlanKey>()
  const scene: Scene = {
    ledger: memoryLedger(),
    roster: memoryRoster(),
    ruleSet,
    entered: new Map(),
    duties: new Map(),
    id: key => {
      const id = ids.get(key)
      if (id === undefined) throw new Error(`nothing was recorded as ${key}`)
      return id
    },
    name: (key, id) => {
      ids.set(key, id)
      keys.set(id, key)
    },
  }
  for (const action of actions) if (action.on <= until) act(action, scene)
  return { ledger: scene.ledger, roster: scene.roster, id: scene.id, keyOf: id => keys.get(id) }
}

interface Scene {
  readonly ledger: MemoryLedger
  readonly roster: MemoryRoster
  readonly ruleSet: RuleSet
  readonly entered: Map<PlanKey, PlannedAssessment>
  /** Duties of a unit as they have been since the last file. */
  readonly duties: Map<string, readonly HeldDuty[]>
  readonly id: (key: PlanKey) => number
  readonly name: (key: PlanKey, id: number) => void
}

function act(action: PlannedAction, scene: Scene): void {
  if (action.kind === 'import') {
    importRows(action, scene.roster, scene.ledger)
    scene.duties.clear()
  } else if (action.kind === 'closure' || action.kind === 'cycle') return
  else if (action.kind === 'assessment') scene.entered.set(action.key, action.assessment)
  else if (action.kind === 'assessmentVerification') count(action, scene)
  else {
    const prepare = entries[action.kind] as (action: PlannedAction, scene: Scene) => NewEntry
    scene.name(action.key, scene.ledger.record(prepare(action, scene), action.on, action.by).id)
  }
}

/** A verified 考察 becomes two entries, named as the action that entered it. */
function count({ of, on, by }: ActionOf<'assessmentVerification'>, { entered, roster, ledger, name }: Scene): void {
  const content = entered.get(of)
  if (content === undefined) throw new Error(`${of} was not entered`)
  const { assessment, ballot } = ledgerEntries({ ...content, cadreId: roster.cadreId(content.cadre) })
  name(of, ledger.record(assessment, on, by).id)
  if (ballot !== null) name(`${of}.ballot`, ledger.record(ballot, on, by).id)
}

type Single = Exclude<ActionKind, 'import' | 'closure' | 'cycle' | 'assessment' | 'assessmentVerification'>
type Prepare = { readonly [K in Single]: (action: ActionOf<K>, scene: Scene) => NewEntry }

const entries: Prepare = {
  fact: ({ fact, on }, scene) => {
    const { ledger, roster, ruleSet, id } = scene
    const rule = ruleSet.evidence.find(({ code }) => code === fact.code)
    if (rule === undefined) throw new Error(`no rule for ${fact.code}`)
    const unitId = roster.unitId(fact.unit)
    const persons = fact.persons.map(roster.cadreId)
    const sameAs = fact.sameAs === null ? null : id(fact.sameAs)
    const attributions =
      sameAs === null
        ? attribute({ ...fact, unitId, persons }, dutiesOf(unitId, scene))
        : attributionsLike(factAt(ledger, sameAs))
    const late = isLate(fact.day, on, seededCalendar)
    return factEntry(
      { ...fact, unitId, persons, sameAs, unheld: fact.field, different: false },
      rule,
      attributions,
      late,
    )
  },
  verification: ({ of, finding, note }, { ledger, id }) => verificationEntry(lifeOf(ledger, id(of)), finding, note),
  tolerance: ({ of, documentNo, reason }, { ledger, id }) => toleranceEntry(lifeOf(ledger, id(of)), documentNo, reason),
  reversal: ({ of, reason }, { ledger, id }) => reversalEntry(ledger.entry(id(of)) as never, reason),
  talk: ({ cadre, on, code, note }, { roster }) => own(roster, cadre, on, 'talk', { code, note }),
  ballotVerification: ({ of, finding, note }, { ledger, id }) => {
    const { subjects, effectiveOn, id: ballot } = ledger.entry(id(`${of}.ballot`))
    return { kind: 'verification', subjects, effectiveOn, data: { of: ballot, finding, note } }
  },
  annualGrade: ({ cadre, on, year, grade }, { roster }) => own(roster, cadre, on, 'annualGrade', { year, grade }),
  quarterGrade: ({ cadre, on, quarter, grade }, { roster }) =>
    own(roster, cadre, on, 'quarterGrade', { quarter, grade }),
  opinion: ({ cadre, on, office, objection, note }, { roster }) =>
    own(roster, cadre, on, 'opinion', { office, objection, note }),
  ranking: ({ on, month, group, positions }, { roster }) => {
    const placed = positions.map(({ unitId, position }) => ({ unitId: roster.unitId(unitId), position }))
    return rankingEntry({ month, group, on, positions: placed })
  },
  notice: ({ on, number, title, deadline, unit, field }, scene) => {
    const unitId = scene.roster.unitId(unit)
    return noticeEntry({ number, title, on, deadline, unitId, field }, dutiesOf(unitId, scene))
  },
  restriction: ({ cadre, on, ground, documentNo, lastDay }, { roster }) =>
    own(roster, cadre, on, 'restriction', { ground, documentNo, lastDay }),
  placement: ({ cadre, on, colour, lastDay, causes, decidedBy, documentNo }, { roster, id }) =>
    own(roster, cadre, on, 'placement', {
      ...{ colour, lastDay, decidedBy, documentNo, observation: false },
      causes: causes.map(id),
    }),
  extension: ({ of, on, lastDay }, scene) => about(scene, of, on, 'extension', { of: scene.id(of), lastDay }),
  rectification: ({ of, on, passed }, scene) => about(scene, of, on, 'rectification', { of: scene.id(of), passed }),
  end: ({ of, on, reason }, scene) => about(scene, of, on, 'end', { of: scene.id(of), reason }),
  leave: ({ cadre, on, reason, lastDay }, { roster }) => own(roster, cadre, on, 'leave', { reason, lastDay }),
}

function dutiesOf(unitId: string, { duties, ledger }: Scene): readonly HeldDuty[] {
  const known = duties.get(unitId) ?? heldDuties(ledger.of(unitId))
  duties.set(unitId, known)
  return known
}

/** The fact by itself: in the plan nothing is decided about one that was taken back. */
function lifeOf(ledger: MemoryLedger, factId: number): FactLife {
  const life = factLife(factId, [factAt(ledger, factId)])
  if (life === null) throw new Error(`no fact ${factId}`)
  return life
}

/** An entry about one cadre. */
function own<K extends NewEntry['kind']>(
  roster: MemoryRoster,
  cadre: string,
  effectiveOn: string,
  kind: K,
  data: Extract<NewEntry, { kind: K }>['data'],
): NewEntry {
  return { kind, subjects: [roster.cadreId(cadre)], effectiveOn, data } as unknown as NewEntry
}

/** An entry about another one repeats that one's subjects. */
function about<K extends NewEntry['kind']>(
  { ledger, id }: Scene,
  of: PlanKey,
  effectiveOn: string,
  kind: K,
  data: Extract<NewEntry, { kind: K }>['data'],
): NewEntry {
  return { kind, subjects: ledger.entry(id(of)).subjects, effectiveOn, data } as unknown as NewEntry
}
