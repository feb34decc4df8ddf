import { Invalid, NotFound } from '../../domain/errors.ts'
import * as checks from '../../domain/evidence/checks.ts'
import type { Entry, EntryOf, NewEntry } from '../../domain/evidence/entries.ts'
import { type NoticeInput, noticeEntry, noticeFaults } from '../../domain/evidence/notice-checks.ts'
import * as placements from '../../domain/evidence/placement-checks.ts'
import { type RankingInput, rankingEntry, rankingFaults } from '../../domain/evidence/ranking-checks.ts'
import { type TalkInput, talkEntry, talkFaults } from '../../domain/evidence/talk-checks.ts'
import { heldPosts } from '../../domain/people/held.ts'
import { type Desk, isReversed, type MatchedKind } from './desk.ts'

/** The entry a piece of evidence becomes, and what is wrong with it as things stand. */
export interface Prepared {
  readonly entry: NewEntry
  readonly faults: checks.Faults
}

/** What each command makes of its input. Nothing is written; they throw NotFound of an unknown cadre or entry. */
export const prepare = {
  async annualGrade(desk: Desk, input: checks.AnnualGradeInput): Promise<Prepared> {
    const against = await about(desk, input.cadreId)
    return { entry: checks.annualGradeEntry(input), faults: checks.annualGradeFaults(input, against) }
  },

  async quarterGrade(desk: Desk, input: checks.QuarterGradeInput): Promise<Prepared> {
    const against = await about(desk, input.cadreId)
    return { entry: checks.quarterGradeEntry(input), faults: checks.quarterGradeFaults(input, against) }
  },

  async opinion(desk: Desk, input: checks.OpinionInput): Promise<Prepared> {
    await about(desk, input.cadreId)
    const faults = checks.opinionFaults(input, desk.today, await desk.ruleSet(input.on))
    return { entry: checks.opinionEntry(input), faults }
  },

  async restriction(desk: Desk, input: checks.RestrictionInput): Promise<Prepared> {
    const against = await about(desk, input.cadreId)
    return { entry: checks.restrictionEntry(input), faults: checks.restrictionFaults(input, against) }
  },

  async talk(desk: Desk, input: TalkInput): Promise<Prepared> {
    await about(desk, input.cadreId)
    return { entry: talkEntry(input), faults: talkFaults(input, desk.today, await desk.ruleSet(input.on)) }
  },

  async placement(desk: Desk, input: placements.PlacementInput): Promise<Prepared> {
    const against = await about(desk, input.cadreId)
    const ruleSet = await desk.ruleSet(input.from)
    const causes = input.causes ?? placements.causesOf(input.conditions ?? [], input.colour, ruleSet)
    const faults = {
      ...(await causeFaults(desk, input.cadreId, causes, against.entries)),
      ...placements.placementFaults(input, ruleSet, against),
    }
    return { entry: placements.placementEntry(input, causes, ruleSet), faults }
  },

  async extension(desk: Desk, input: placements.ExtensionInput): Promise<Prepared> {
    const target = await targetOf(desk, input.of)
    const prepared = placements.extension(input, target, await desk.ruleSet(input.on), await aboutTarget(desk, target))
    if ('faults' in prepared) throw new Invalid(prepared.faults)
    return { entry: prepared.entry, faults: {} }
  },

  async rectification(desk: Desk, input: placements.RectificationInput): Promise<Prepared> {
    const target = await targetOf(desk, input.of)
    const faults = placements.rectificationFaults(input, target, await aboutTarget(desk, target))
    return { entry: placements.rectificationEntry(input, target), faults }
  },

  async end(desk: Desk, input: checks.EndInput): Promise<Prepared> {
    const target = await targetOf(desk, input.of)
    const faults = checks.endFaults(input, target, await aboutTarget(desk, target))
    return { entry: checks.endEntry(input, target), faults }
  },

  async notice(desk: Desk, input: NoticeInput): Promise<Prepared> {
    const unit = await desk.unit(input.unitId)
    for (const cadreId of input.persons ?? []) await about(desk, cadreId)
    const served = await standingMatch(desk, 'notice', { number: input.number })
    const duties = unit === null ? [] : await desk.duties(input.unitId)
    return {
      entry: noticeEntry(input, duties),
      faults: noticeFaults(input, { today: desk.today, unit, served, duties }),
    }
  },

  async ranking(desk: Desk, input: RankingInput): Promise<Prepared> {
    const units = new Set((await desk.units()).map(unit => unit.id))
    const published = await standingMatch(desk, 'ranking', { month: input.month, group: input.group })
    const faults = rankingFaults(input, { today: desk.today, isUnit: id => units.has(id), published })
    return { entry: rankingEntry(input), faults }
  },
}

/** What a cadre's evidence is checked against. Nobody is a managed cadre without a post on record. */
async function about(desk: Desk, cadreId: string): Promise<checks.CheckedAgainst> {
  const entries = await desk.entriesOf(cadreId)
  if (heldPosts(entries).length === 0) throw new NotFound('没有找到这名干部，或没有记载任职；请先导入名册。')
  return { today: desk.today, entries }
}

async function targetOf(desk: Desk, id: number): Promise<Entry> {
  const target = await desk.entry(id)
  if (target === null) throw new NotFound(`没有第 ${id} 号记录。`)
  return target
}

const aboutTarget = async (desk: Desk, { subjects: [subject = ''] }: Entry): Promise<checks.CheckedAgainst> => ({
  today: desk.today,
  entries: await desk.entriesOf(subject),
})

async function causeFaults(
  desk: Desk,
  cadreId: string,
  causes: readonly number[],
  own: readonly Entry[],
): Promise<checks.Faults> {
  const known = new Set(own.map(entry => entry.id))
  for (const id of causes) {
    if (known.has(id)) continue
    const entry = await desk.entry(id)
    if (entry?.kind !== 'ranking') return { causes: `第 ${id} 号记录不是 ${cadreId} 的依据。` }
  }
  return {}
}

/** The entry with these values that was never taken back. */
async function standingMatch<K extends MatchedKind>(
  desk: Desk,
  kind: K,
  values: Partial<EntryOf<K>['data']>,
): Promise<EntryOf<K> | null> {
  for (const found of await desk.matching(kind, values as never)) {
    if (!(await isReversed(desk, found.id))) return found
  }
  return null
}
