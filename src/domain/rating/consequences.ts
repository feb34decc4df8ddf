import type { EntryOf } from '../evidence/entries.ts'
import type { Counted } from '../rules/rule-set.ts'
import { addDays, addMonths, type Day, earliest, FOREVER } from '../time/days.ts'
import type { Dossier } from './dossier.ts'
import { type Evidence, type Reading, reading } from './reading.ts'

type Of<K extends Counted['of']> = Extract<Counted, { of: K }>

/** R2: placements of a colour that began in the window; observation and extensions do not count. Settled with its newest. */
export function countPlacements({ colour, months }: Of<'placements'>, { dossier, isSettled }: Evidence): Reading {
  const found = dossier.placements
    .map(({ entry }) => entry)
    .filter(
      entry =>
        entry.data.colour === colour && !entry.data.observation && dossier.horizon.within(entry.effectiveOn, months),
    )
  const ids = found.map(entry => entry.id)
  const newest = ids.at(-1)
  return newest !== undefined && isSettled(newest) ? reading(0, [], ids) : reading(ids.length, ids)
}

/** R3: placements whose term, extended once, has run out with the rectification failed, within the window of the term's end. */
export function countFailedRectifications(
  { colour, months }: Of<'failedRectifications'>,
  { dossier, isSettled }: Evidence,
): Reading {
  const failed = dossier.placements.filter(({ entry, extensions, lastDay }) => {
    if (entry.data.colour !== colour || entry.data.observation || extensions.length === 0 || lastDay === null)
      return false
    const check = dossier.of('rectification').findLast(({ data }) => data.of === entry.id)
    const ended = dossier.horizon.reached(addDays(lastDay, 1)) && dossier.horizon.within(lastDay, months)
    return ended && check !== undefined && !check.data.passed
  })
  const open = failed.filter(({ entry }) => !isSettled(entry.id))
  const settled = failed.filter(({ entry }) => isSettled(entry.id))
  return reading(open.length, open.map(idOf), settled.map(idOf))
}

const idOf = ({ entry }: { readonly entry: { readonly id: number } }): number => entry.id

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
