import type { ConditionResult, Explained } from '../rating/conditions.ts'
import type { Colour, RuleSet } from '../rules/rule-set.ts'
import { addDays, addMonths, type Day, FOREVER } from '../time/days.ts'
import { type CheckedAgainst, type Faults, isEnded, notAfter, standing } from './checks.ts'
import type { Entry, EntryOf, NewEntry } from './entries.ts'

/** A decided placement on a list, or one of history. */
export interface PlacementInput {
  readonly cadreId: string
  readonly colour: string
  readonly from: Day
  /** Last day of the term; left out: as the colour's term says. */
  readonly lastDay?: Day | null
  /** Ids of the entries it settles; left out: those behind `conditions`, if given. */
  readonly causes?: readonly number[]
  readonly conditions?: readonly ConditionResult[]
  readonly observation?: boolean
  readonly decidedBy: string
  readonly documentNo: string
}

/** The last day of a term of the colour that begins on `from`; null without term. */
const termEnd = ({ term }: Colour, from: Day): Day | null =>
  term === null ? null : addDays(addMonths(from, term.months), -1)

/**
 * Ids of the entries behind the true conditions of a colour: what made each of them true. Locks (V1) are never settled.
 * They are looked up in the rule set the conditions were read with.
 */
export function causesOf(conditions: readonly ConditionResult[], colour: string, ruleSet: RuleSet): number[] {
  const settling = new Set(
    ruleSet.conditions.filter(rule => rule.colour === colour && rule.effect !== 'lock').map(rule => rule.id),
  )
  const ids = conditions
    .filter(({ id, verdict }) => verdict === 'true' && settling.has(id))
    .flatMap(({ tree }) => trueIds(tree))
  return [...new Set(ids)].sort((a, b) => a - b)
}

function trueIds(tree: Explained): readonly number[] {
  if (tree.verdict !== 'true') return []
  return tree.node === 'leaf' ? tree.reading.entryIds : tree.of.flatMap(trueIds)
}

export function placementFaults(
  { colour: code, from, lastDay, decidedBy, documentNo }: PlacementInput,
  ruleSet: RuleSet,
  { today, entries }: CheckedAgainst,
): Faults {
  const colour = ruleSet.colours.find(one => one.code === code && one.match !== 'default')
  if (colour === undefined) return { colour: `没有名单“${code}”。` }
  const other = standing('placement', entries).find(
    ({ id, effectiveOn, data }) =>
      data.colour === code && (effectiveOn === from || (effectiveOn < from && from < endOf(id, entries))),
  )
  return {
    ...(from > today && { from: `起始日期 ${from} 晚于今天（${today}）。` }),
    ...(lastDay != null && lastDay < from && { lastDay: `到期日 ${lastDay} 早于起始日期 ${from}。` }),
    ...(decidedBy.trim() === '' && { decidedBy: '请填写决定机构或会议。' }),
    ...(documentNo.trim() === '' && { documentNo: '请填写文号或会议纪要编号。' }),
    ...(other !== undefined && {
      colour: `自 ${other.effectiveOn} 起已在${colour.label}（第 ${other.id} 号记录），请先结束。`,
    }),
  }
}

export function placementEntry(input: PlacementInput, causes: readonly number[], ruleSet: RuleSet): NewEntry {
  const { cadreId, colour: code, from, observation = false, decidedBy, documentNo } = input
  const colour = ruleSet.colours.find(one => one.code === code)
  const term = colour === undefined ? null : termEnd(colour, from)
  const lastDay = input.lastDay === undefined ? term : input.lastDay
  const data = { colour: code, lastDay, causes, observation, decidedBy, documentNo }
  return { kind: 'placement', subjects: [cadreId], effectiveOn: from, data }
}

export interface ExtensionInput {
  /** The placement. */
  readonly of: number
  /** Day of the decision. */
  readonly on: Day
  /** New last day; left out: the months of the colour's extension after the present one. */
  readonly lastDay?: Day
}

/** The extension's entry, or what stands against it. */
export function extension(
  { of, on, lastDay }: ExtensionInput,
  target: Entry | null,
  ruleSet: RuleSet,
  { today, entries }: CheckedAgainst,
): { readonly faults: Faults } | { readonly entry: NewEntry } {
  const placement = standingPlacement(of, target, entries)
  if (placement === null) return { faults: { of: `第 ${of} 号记录不是在册的名单记录。` } }
  const earlier = standing('extension', entries).filter(entry => entry.data.of === of)
  const present = earlier.reduce((day, entry) => later(day, entry.data.lastDay), placement.data.lastDay)
  const term = ruleSet.colours.find(({ code }) => code === placement.data.colour)?.term ?? null
  if (term === null || present === null) return { faults: { of: '这类名单没有期限，不能延期。' } }
  const longest = addDays(addMonths(addDays(present, 1), term.extensionMonths), -1)
  const wanted = lastDay ?? longest
  const faults = {
    ...(isEnded(of, entries) && { of: `第 ${of} 号记录已经结束，不能延期。` }),
    ...(earlier.length >= term.extensions && { of: `最多延期 ${term.extensions} 次，已延 ${earlier.length} 次。` }),
    ...(on < placement.effectiveOn && { on: `延期日期 ${on} 早于名单起始日期 ${placement.effectiveOn}。` }),
    ...notAfter(today, on),
    ...((wanted <= present || wanted > longest) && { lastDay: `新的到期日应在 ${present} 之后、不晚于 ${longest}。` }),
  }
  if (Object.keys(faults).length > 0) return { faults }
  return { entry: { kind: 'extension', subjects: placement.subjects, effectiveOn: on, data: { of, lastDay: wanted } } }
}

export interface RectificationInput {
  readonly of: number
  /** Day of the check. */
  readonly on: Day
  readonly passed: boolean
}

export function rectificationFaults(
  { of, on }: RectificationInput,
  target: Entry | null,
  { today, entries }: CheckedAgainst,
): Faults {
  const placement = standingPlacement(of, target, entries)
  if (placement === null) return { of: `第 ${of} 号记录不是在册的名单记录。` }
  return {
    ...(on < placement.effectiveOn && { on: `验收日期 ${on} 早于名单起始日期 ${placement.effectiveOn}。` }),
    ...notAfter(today, on),
  }
}

export const rectificationEntry = ({ of, on, passed }: RectificationInput, { subjects }: Entry): NewEntry => ({
  kind: 'rectification',
  subjects,
  effectiveOn: on,
  data: { of, passed },
})

function standingPlacement(of: number, target: Entry | null, entries: readonly Entry[]): EntryOf<'placement'> | null {
  if (target?.kind !== 'placement') return null
  return standing('placement', entries).find(entry => entry.id === of) ?? null
}

const endOf = (of: number, entries: readonly Entry[]): Day =>
  standing('end', entries)
    .filter(end => end.data.of === of)
    .reduce((first, end) => (end.effectiveOn < first ? end.effectiveOn : first), FOREVER)

const later = (a: Day | null, b: Day): Day => (a === null || b > a ? b : a)
