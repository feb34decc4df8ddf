import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { lastCounted } from '../../domain/assessments/strong-moves.ts'
import { isEditable } from '../../domain/assessments/transitions.ts'
import { type Cycle, isIn } from '../../domain/cycles/cycle.ts'
import { NotFound } from '../../domain/errors.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import { classOf } from '../../domain/rating/judge.ts'
import type { Clock } from '../../platform/clock.ts'
import type { FieldErrors } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { type Answer, type Input, page, type Visit } from '../../web/route.ts'
import type { People, Register } from '../people/index.ts'
import type { Rules } from '../rules/index.ts'
import type { Moment, Moments } from '../viewpoints/index.ts'
import { readContent, typedOf, versionField } from './assessment-form.ts'
import type { Assessments } from './assessments.ts'
import type { SeenFrom } from './assessments-store.ts'
import { formView } from './form-view.ts'
import { mergeFields } from './resolution.ts'
import { showView } from './show-view.ts'
import { versionsView } from './versions-view.ts'

/** What the pages of this feature are made of. */
export interface PageParts {
  readonly assessments: Assessments
  readonly people: People
  readonly rules: Rules
  readonly clock: Clock
  /** From when the list and a 考察 are looked at. */
  readonly moments: Moments
}

/** From where the store is to look; null for today. */
export const seenFrom = ({ past, knownAt }: Moment): SeenFrom | null =>
  past && { day: past.day, known: past.known, knownAt }

/** The cycle a form names; undefined for none. */
export const cycleIn = (typed: Input): string | undefined => first(typed, 'cycle').trim() || undefined

export type Pages = ReturnType<typeof assessmentPages>

/** The pages about one 考察, shared by the routes that show and refuse them. */
export function assessmentPages({ assessments, people, rules, clock, moments }: PageParts) {
  const unitName = async (id: string, register: Register = people): Promise<string> =>
    (await register.unit(id))?.name ?? id

  /** Everything a page shows of a stored one. */
  async function about(actor: Actor, id: string, moment: Moment | null = null) {
    const past = moment?.past ?? null
    const assessment = await assessments.find(actor, id, moment && seenFrom(moment))
    const { cadreId, to } = assessment.content
    const register = await people.at(past)
    const [cadre, name, entries] = await Promise.all([
      register.cadre(cadreId),
      unitName(assessment.unitId, register),
      assessments.entriesOf(cadreId),
    ])
    const own = assessment.stage.state === 'counted' ? assessment.stage.entryIds.assessment : null
    const upTo = Math.min(own ?? Number.POSITIVE_INFINITY, past === null ? Number.POSITIVE_INFINITY : past.position + 1)
    const others = entries.filter(({ id: entryId }) => entryId < upTo)
    const { cycle: cycleId } = assessment.content
    const [counting, ruleSet, cycle] = await Promise.all([
      moment?.version ?? rules.inForce(clock.today()),
      assessments.ruleSet(past === null && isEditable(assessment) ? null : assessment.ruleSetId, cycleId),
      assessments.cycle(cycleId),
    ])
    const last = lastCounted(others, to ?? clock.today())
    const from = moment?.past ? { moment, today: clock.today() } : null
    return { assessment, cadre, unitName: name, ruleSet, counting, cycle, last, from }
  }

  async function newForm(actor: Actor, cadreId: string, typed: Input, errors: FieldErrors): Promise<Answer> {
    const cadre = await writable(actor, cadreId)
    const { ruleSet, today, entries } = await assessments.checkedAgainst(cadreId, cycleIn(typed))
    const last = lastCounted(entries, today)
    const parts = { cadre, unitName: await unitName(cadre.post?.unitId ?? ''), assessment: null }
    const [cycles, counting] = await Promise.all([cyclesFor(cadre), rules.inForce(today)])
    const model = formView({ ...parts, ruleSet, counting, last, today, cycles, cycle: null, typed, errors })
    return page('assessments/form', model.title, model)
  }

  /** Open cycles the cadre is in. */
  async function cyclesFor({ post }: Cadre): Promise<readonly Cycle[]> {
    const [open, { ruleSet }, unit] = await Promise.all([
      assessments.openCycles(),
      rules.inForce(clock.today()),
      people.unit(post?.unitId ?? ''),
    ])
    if (post === null || unit === null) return []
    const member = { classCode: classOf(ruleSet.classes, unit.kind, post.head), unitId: unit.id }
    return open.filter(cycle => isIn(cycle, member))
  }

  async function writable(actor: Actor, cadreId: string): Promise<Cadre> {
    const cadre = await people.cadre(cadreId)
    if (cadre === null) throw new NotFound()
    if (!can(actor, 'assessments.write', { cadreId, unitId: cadre.post?.unitId ?? null })) throw new NotFound()
    return cadre
  }

  /** The form while it may be written, else the read view; of a past day always that. */
  async function show(actor: Actor, id: string, query: Input): Promise<Answer> {
    const moment = await moments.moment(await moments.read(query))
    const parts = await about(actor, id, moment)
    const { assessment, cadre } = parts
    const subject = { cadreId: assessment.content.cadreId, unitId: assessment.unitId }
    const isNow = moment.past === null
    const writes = isNow && isEditable(assessment) && cadre !== null && can(actor, 'assessments.write', subject)
    if (writes) return formOf({ ...parts, cadre }, typedOf(assessment.content), {})
    const model = showView({ ...parts, actor })
    return page('assessments/show', model.title, model)
  }

  async function formOf(
    parts: Omit<Parameters<typeof formView>[0], 'today' | 'typed' | 'errors' | 'cycles'>,
    typed: Input,
    errors: FieldErrors,
  ): Promise<Answer> {
    const [cycles, ruleSet] = await Promise.all([cyclesFor(parts.cadre), assessments.ruleSet(null, cycleIn(typed))])
    const model = formView({ ...parts, ruleSet, cycles, today: clock.today(), typed, errors })
    return page('assessments/form', model.title, model)
  }

  /** A refused saving: both versions when somebody saved meanwhile, else the form with what was typed. */
  async function again({ actor, params, body }: Visit, errors: FieldErrors, submits: boolean): Promise<Answer> {
    const parts = await about(actor, params.id ?? '')
    const { assessment, cadre } = parts
    if (cadre === null) throw new NotFound()
    const isStale = isEditable(assessment) && first(body, 'version') !== String(assessment.version)
    if (isStale && '' in errors) {
      const ruleSet = await assessments.ruleSet(null, cycleIn(body))
      const { content } = readContent(cadre.id, body, ruleSet, { ...versionField, ...mergeFields(ruleSet) })
      const model = versionsView(content, assessment, ruleSet, { name: cadre.name, submits })
      return page('assessments/versions', model.title, model)
    }
    return formOf({ ...parts, cadre }, body, errors)
  }

  /** A refused submission of what is stored: the form as it is now, with what to mend. */
  async function storedAgain({ actor, params }: Visit, errors: FieldErrors): Promise<Answer> {
    const { cadre, ...parts } = await about(actor, params.id ?? '')
    if (cadre === null) throw new NotFound()
    return formOf({ ...parts, cadre }, typedOf(parts.assessment.content), errors)
  }

  return { about, newForm, writable, show, again, storedAgain }
}
