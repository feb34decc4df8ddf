import type { AttributionRole, Entry, EntryOf, Finding } from '../evidence/entries.ts'
import type { EvidenceRule, FactFilter, RuleSet } from '../rules/rule-set.ts'
import { addMonths, type Day } from '../time/days.ts'
import { ageWeight } from './age.ts'
import type { Dossier } from './dossier.ts'

/** Denominator of `CountedFact.raw`: points (hundredths) × finding (hundredths) × repetition (hundredths). */
export const RAW = 10_000

/** One fact as it counts for one cadre: channels joined, the greater role taken, verified, not doubled by an honour. */
export interface CountedFact {
  /** The channel's entry that counts. */
  readonly id: number
  /** All entries of the same fact. */
  readonly ids: readonly number[]
  readonly code: string
  readonly label: string
  readonly title: string
  readonly positive: boolean
  readonly day: Day
  readonly role: AttributionRole
  readonly channel: string
  readonly intent: boolean
  readonly finding: Finding
  /** Under an approved 容错: 0 points, fires nothing. */
  readonly tolerated: boolean
  /** The same code again after a 提醒谈话 (N10). */
  readonly repeated: boolean
  /** Points after finding and repetition, before age and cap, in 1/RAW hundredths: exact. */
  readonly raw: number
  /** Weight of its age in the score, hundredths. */
  readonly age: number
  /** Occurrence in hundredths: 属实 100, 部分属实 50. */
  readonly occurrence: number
  /** The honour it is for (P1–P3). */
  readonly honour: string | null
  readonly rule: EvidenceRule
}

/** The facts that count for the cadre of the dossier (rules.md §4 and Readings), oldest entry first. */
export function countedFacts(dossier: Dossier, ruleSet: RuleSet): CountedFact[] {
  const counted: CountedFact[] = []
  for (const channels of sameFacts(dossier.of('fact'))) {
    const fact = countOnce(channels, dossier, ruleSet)
    if (fact !== null) counted.push(fact)
  }
  return oncePerHonour(counted, dossier, ruleSet)
}

/**
 * Whether an entry alone can move no rating: a fact counts nothing until it is verified, and it is the verification that
 * moves it then. A further channel is another matter: the fact it joins may be verified already.
 */
export const countsNothingYet = (entry: Entry): boolean => entry.kind === 'fact' && entry.data.sameAs === null

/** Entries of one fact from several channels, joined by what each says it is the same as, directly or through others. */
function sameFacts(facts: readonly EntryOf<'fact'>[]): EntryOf<'fact'>[][] {
  const roots = new Map<number, number>()
  const groups = new Map<number, EntryOf<'fact'>[]>()
  // An entry names an earlier one, so in order of id its root is known.
  for (const fact of facts) {
    const { sameAs } = fact.data
    const root = sameAs === null ? fact.id : (roots.get(sameAs) ?? sameAs)
    roots.set(fact.id, root)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [fact])
    else group.push(fact)
  }
  return [...groups.values()]
}

/** The channel and role that count: highest tier, then the greater points, then the earlier entry, the nearer role. */
function countOnce(channels: readonly EntryOf<'fact'>[], dossier: Dossier, ruleSet: RuleSet): CountedFact | null {
  const ids = channels.map(channel => channel.id)
  const finding = latestVerification(channels, dossier)?.data.finding
  if (finding === undefined || finding === 'false') return null
  const tolerated = dossier.of('tolerance').some(entry => ids.includes(entry.data.of))
  const candidates = channels.flatMap(channel => candidatesOf(channel, dossier, ruleSet))
  const best = candidates.reduce<Candidate | null>((a, b) => (a === null || outranks(b, a) ? b : a), null)
  if (best === null) return null
  const { entry, rule, role, repeated } = best
  return {
    id: entry.id,
    ids,
    code: rule.code,
    label: rule.label,
    title: entry.data.title,
    positive: rule.positive,
    day: entry.effectiveOn,
    role,
    channel: entry.data.channel,
    intent: entry.data.intent === true,
    finding,
    tolerated,
    repeated,
    raw: best.points * ruleSet.findings[finding],
    age: ageOf(rule, entry.effectiveOn, ids, dossier, ruleSet),
    occurrence: ruleSet.findings[finding],
    honour: entry.data.honour,
    rule,
  }
}

/** Negative facts that caused a placement do not fade while its term is open. */
function ageOf(
  { positive }: EvidenceRule,
  day: Day,
  ids: readonly number[],
  dossier: Dossier,
  { score }: RuleSet,
): number {
  const age = ageWeight(day, dossier, score)
  const kept =
    !positive && dossier.placements.some(({ entry, open }) => open && entry.data.causes.some(id => ids.includes(id)))
  return kept ? 100 : age
}

/** The last verification of any of these entries by somebody who recorded none of them. */
export function latestVerification(entries: readonly Entry[], dossier: Dossier): EntryOf<'verification'> | undefined {
  const recorders = new Set(entries.map(({ recordedBy }) => recordedBy))
  return dossier
    .of('verification')
    .findLast(({ data, recordedBy }) => entries.some(({ id }) => id === data.of) && !recorders.has(recordedBy))
}

interface Candidate {
  readonly entry: EntryOf<'fact'>
  readonly rule: EvidenceRule
  readonly role: AttributionRole
  /** Base points × repetition, in hundredths of hundredths. */
  readonly points: number
  readonly repeated: boolean
}

function candidatesOf(entry: EntryOf<'fact'>, dossier: Dossier, ruleSet: RuleSet): Candidate[] {
  const rule = ruleSet.evidence.find(line => line.code === entry.data.code)
  if (rule === undefined) return []
  const repeated = !rule.positive && isRepeated(entry, dossier, ruleSet)
  return entry.data.attributions
    .filter(attribution => attribution.subject.id === dossier.cadreId)
    .map(({ role }) => {
      const points = basePoints(rule, role, entry.data.grade) * (repeated ? ruleSet.repetition.factor : 100)
      return { entry, rule, role, points, repeated }
    })
    .filter(candidate => candidate.points !== 0)
}

function basePoints(rule: EvidenceRule, role: AttributionRole, grade: string | null): number {
  if (rule.byGrade !== null && role === 'person' && grade !== null) return rule.byGrade[grade] ?? 0
  return rule.points[role]
}

/** N10: the same code, after a 提醒谈话 for it and within the window of the talk. */
function isRepeated(entry: EntryOf<'fact'>, dossier: Dossier, ruleSet: RuleSet): boolean {
  return dossier
    .of('talk')
    .some(
      talk =>
        talk.data.code === entry.data.code &&
        talk.subjects.includes(dossier.cadreId) &&
        talk.effectiveOn < entry.effectiveOn &&
        entry.effectiveOn < addMonths(talk.effectiveOn, ruleSet.repetition.months),
    )
}

function outranks(a: Candidate, b: Candidate): boolean {
  if (a.rule.tier !== b.rule.tier) return a.rule.tier > b.rule.tier
  if (Math.abs(a.points) !== Math.abs(b.points)) return Math.abs(a.points) > Math.abs(b.points)
  if (a.entry.id !== b.entry.id) return a.entry.id < b.entry.id
  return nearness.indexOf(a.role) < nearness.indexOf(b.role)
}

const nearness: readonly AttributionRole[] = ['person', 'charge', 'chief', 'unit']

/**
 * The same honour (P1–P3) counts once: highest tier, then the greater points, then the earlier entry. One that has
 * wholly faded, or is under 容错, gives way.
 */
function oncePerHonour(facts: readonly CountedFact[], dossier: Dossier, ruleSet: RuleSet): CountedFact[] {
  const months = Math.max(...ruleSet.score.fading.map(line => line.months))
  const best = new Map<string, CountedFact>()
  for (const fact of facts) {
    const honour = honourOf(fact)
    if (honour === null || !dossier.horizon.within(fact.day, months)) continue
    const held = best.get(honour)
    if (held === undefined || betterHonour(fact, held)) best.set(honour, fact)
  }
  return facts.filter(fact => {
    const winner = best.get(honourOf(fact) ?? '')
    return winner === undefined || winner === fact
  })
}

/** The honour under which a fact competes with others; null when it competes with none. */
const honourOf = (fact: CountedFact): string | null =>
  fact.rule.oncePerHonour && !fact.tolerated && fact.honour ? fact.honour : null

const betterHonour = (a: CountedFact, b: CountedFact): boolean =>
  a.rule.tier !== b.rule.tier ? a.rule.tier > b.rule.tier : a.raw !== b.raw ? a.raw > b.raw : a.id < b.id

/** Whether a fact passes a condition's filter; a tolerated fact never does. */
export function passes(fact: CountedFact, filter: FactFilter): boolean {
  return (
    !fact.tolerated &&
    (filter.codes === undefined || filter.codes.includes(fact.code)) &&
    (filter.positive === undefined || filter.positive === fact.positive) &&
    (filter.roles === undefined || filter.roles.includes(fact.role)) &&
    (filter.intent === undefined || fact.intent) &&
    (filter.full === undefined || fact.finding === 'true')
  )
}
