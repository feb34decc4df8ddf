import type { EntryOf } from '../evidence/entries.ts'
import type { Counted } from '../rules/rule-set.ts'
import { addDays, addMonths, type Day, earliest, FOREVER } from '../time/days.ts'
import { type Dossier, latest, type PlacementInEffect } from './dossier.ts'
import { type Evidence, type Reading, reading } from './reading.ts'

type Of<K extends Counted['of']> = Extract<Counted, { of: K }>

/** R2: placements of a colour that began in the window; observation and extensions do not count, nor do settled ones. */
export function countPlacements({ colour, months }: Of<'placements'>, evidence: Evidence): Reading {
  const found = evidence.dossier.placements.filter(
    ({ entry }) =>
      entry.data.colour === colour &&
      !entry.data.observation &&
      evidence.dossier.horizon.within(entry.effectiveOn, months),
  )
  return countUnsettled(found, evidence)
}

/** R3: placements whose term, extended once, has run out with the rectification failed, within the window of the term's end. */
export function countFailedRectifications({ colour, months }: Of<'failedRectifications'>, evidence: Evidence): Reading {
  const failed = evidence.dossier.placements.filter(
    placement =>
      placement.entry.data.colour === colour &&
      !placement.entry.data.observation &&
      hasRunOut(placement, months, evidence.dossier) &&
      hasFailed(placement, evidence.dossier),
  )
  return countUnsettled(failed, evidence)
}

/** The term was not cut short, and its last day lies within the window. */
function hasRunOut({ lastDay, endedOn }: PlacementInEffect, months: number, { horizon }: Dossier): boolean {
  if (lastDay === null || endedOn <= lastDay) return false
  return horizon.reached(addDays(lastDay, 1)) && horizon.within(lastDay, months)
}

/** The last check since the extension was not passed; a check before it only led to the extension. */
function hasFailed({ entry, extensions }: PlacementInEffect, dossier: Dossier): boolean {
  const checks = dossier
    .of('rectification')
    .filter(
      check => check.data.of === entry.id && extensions.every(({ effectiveOn }) => effectiveOn < check.effectiveOn),
    )
  return extensions.length > 0 && latest(checks)?.data.passed === false
}

function countUnsettled(placements: readonly PlacementInEffect[], { isSettled }: Evidence): Reading {
  const ids = placements.map(({ entry }) => entry.id)
  const open = ids.filter(id => !isSettled(id))
  return reading(open.length, open, ids.filter(isSettled))
}

/** Vetoes in force. One without the 文号 of its basis is not a veto yet: the count is then unknown unless another stands. */
export function countRestrictions({ grounds, months }: Of<'restrictions'>, { dossier, isSettled }: Evidence): Reading {
  const inForce = dossier
    .of('restriction')
    .filter(
      entry => grounds.includes(entry.data.ground) && !dossier.horizon.reached(restrictionEnd(entry, months, dossier)),
    )
  const settled = inForce.filter(entry => months !== null && isSettled(entry.id))
  const open = inForce.filter(entry => !settled.includes(entry))
  const founded = open.filter(entry => entry.data.documentNo !== null)
  const value = founded.length === 0 && open.length > 0 ? null : founded.length
  return reading(
    value,
    open.map(entry => entry.id),
    settled.map(entry => entry.id),
  )
}

/** The first day a veto no longer runs. */
function restrictionEnd(entry: EntryOf<'restriction'>, months: number | null, dossier: Dossier): Day {
  const named = entry.data.lastDay === null ? null : addDays(entry.data.lastDay, 1)
  const ruled = named ?? (months === null ? FOREVER : addMonths(entry.effectiveOn, months))
  return earliest(dossier.endOf(entry.id), ruled)
}

/** B2: placements of these colours, vetoes and open notices that are in force or ended within the window. */
export function countAdverse({ colours, months, restrictionMonths }: Of<'adverse'>, { dossier }: Evidence): Reading {
  const weighs = (end: Day): boolean => end === FOREVER || !dossier.horizon.reached(addMonths(end, months))
  const placements = dossier.placements
    .filter(({ entry, endedOn }) => colours.includes(entry.data.colour) && weighs(endedOn))
    .map(({ entry }) => entry.id)
  const notices = dossier.of('notice').filter(entry => weighs(dossier.endOf(entry.id)))
  const vetoes = dossier.of('restriction').filter(entry => {
    const lasting = entry.data.ground === 'discipline' || entry.data.ground === 'investigation'
    return weighs(restrictionEnd(entry, lasting ? null : restrictionMonths, dossier))
  })
  const founded = vetoes.filter(entry => entry.data.documentNo !== null)
  const certain = placements.length + notices.length + founded.length
  const ids = [...placements, ...notices.map(entry => entry.id), ...vetoes.map(entry => entry.id)].sort((a, b) => a - b)
  return reading(certain === 0 && vetoes.length > 0 ? null : certain, ids)
}
