import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EntryOf, NewEntry } from '../../domain/evidence/entries.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { LedgerStep, MainPost, Ref, RosterPlan, RosterState } from '../../domain/people/roster/plan.ts'
import type { Day } from '../../domain/time/days.ts'
import type { Work } from '../../platform/journal/index.ts'
import { type People, spell } from '../people/index.ts'

/** Entries recorded before other requests have their turn. */
const TURN = 500

type RefToId = (ref: Ref) => string

/**
 * Carries out a plan inside a command: new ids, units, cadres, and every entry of the ledger. `from`: the day from which
 * what is registered otherwise holds; null: it corrects.
 */
export async function writePlan(
  work: Work,
  plan: RosterPlan,
  held: Pick<RosterState, 'cadres' | 'units'>,
  people: People,
  from: Day | null,
): Promise<void> {
  const idOf = await namesFor(work, plan, people)
  const units = new Map(held.units.map(unit => [unit.id, unit]))
  for (const { ref, parent, unit } of plan.units) {
    const was = units.get(ref)
    people.writeUnit(work, { ...unit, id: idOf(ref), parentId: parent && idOf(parent) }, was && { was, from })
  }
  for (const [index, step] of plan.steps.entries()) {
    recordStep(work, step, idOf)
    if (index % TURN === TURN - 1) await nextTurn()
  }
  const cadres = new Map(held.cadres.map(cadre => [cadre.id, cadre]))
  for (const cadre of cadresToWrite(plan, held.cadres, idOf)) {
    const was = cadres.get(cadre.id)
    people.writeCadre(work, cadre, was && { was, from })
  }
}

async function namesFor(work: Work, plan: RosterPlan, people: People): Promise<RefToId> {
  const isNew = ({ ref }: { readonly ref: Ref }) => ref.startsWith('+')
  const cadres = plan.cadres.filter(isNew)
  const units = plan.units.filter(isNew)
  const ids = await people.takeIds(work, { cadres: cadres.length, units: units.length })
  const names = new Map([
    ...cadres.map(({ ref }, index) => [`cadre ${ref}`, ids.cadres[index] ?? ''] as const),
    ...units.map(({ ref }, index) => [`unit ${ref}`, ids.units[index] ?? ''] as const),
  ])
  return ref => names.get(`cadre ${ref}`) ?? names.get(`unit ${ref}`) ?? ref
}

function recordStep(work: Work, step: LedgerStep, idOf: RefToId): void {
  switch (step.kind) {
    case 'posting':
    case 'duty': {
      const unitId = idOf(step.unit)
      const subjects = [idOf(step.cadre), unitId]
      const entry = { kind: step.kind, subjects, effectiveOn: step.from, data: { ...step.data, unitId } } as NewEntry
      const { id } = work.record(entry)
      if (step.endsOn !== null) recordEnd(work, id, subjects, step.endsOn, '名册导入时已结束')
      return
    }
    case 'annualGrade':
      work.record({ kind: 'annualGrade', subjects: [idOf(step.cadre)], effectiveOn: step.from, data: step.data })
      return
    case 'end':
      recordEnd(work, step.of.id, step.of.subjects, step.on, step.reason)
      return
    case 'reversal': {
      const { id, subjects, effectiveOn } = step.of
      work.record({ kind: 'reversal', subjects, effectiveOn, data: { of: id, reason: step.reason } })
    }
  }
}

function recordEnd(
  work: Work,
  of: EntryOf<'end'>['data']['of'],
  subjects: readonly string[],
  on: string,
  reason: string,
) {
  work.record({ kind: 'end', subjects, effectiveOn: on, data: { of, reason } })
}

/** Those whose fields change, and those whose main post moves: each as it shall be, one version on. */
function cadresToWrite(plan: RosterPlan, held: readonly Cadre[], idOf: RefToId): Cadre[] {
  const changed = new Map(plan.cadres.map(({ ref, cadre }) => [ref, cadre]))
  for (const cadre of held) {
    const post = plan.mainPosts.get(cadre.id)
    const hasMoved = post !== undefined && !changed.has(cadre.id) && !isPost(cadre.post, post)
    if (hasMoved) changed.set(cadre.id, cadre)
  }
  return [...changed].map(([ref, cadre]) => {
    const post = plan.mainPosts.get(ref)
    const held = post === undefined ? cadre.post : post && { ...withoutUnit(post), unitId: idOf(post.unit) }
    return { ...cadre, ...spell(cadre.name), id: idOf(ref), post: held, version: cadre.version + 1 }
  })
}

const withoutUnit = ({ title, head, since }: MainPost) => ({ title, head, since })

function isPost(held: Cadre['post'], post: MainPost | null): boolean {
  if (held === null || post === null) return held === post
  return held.unitId === post.unit && held.title === post.title && held.head === post.head && held.since === post.since
}
