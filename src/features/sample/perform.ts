import { recordLeave } from './perform-leave.ts'
import { bringRoster, closeUnit } from './perform-roster.ts'
import type { ActionKind, ActionOf, PlannedAction } from './plan/types.ts'
import { keys, type Stage } from './stage.ts'

type Perform<K extends ActionKind> = (action: ActionOf<K>, stage: Stage) => Promise<void>

/** Does through the product's own services what the plan says; resolves once it is on disk. */
export function perform(action: PlannedAction, stage: Stage): Promise<void> {
  const does = performers[action.kind] as Perform<ActionKind>
  return does(action, stage)
}

/** Actions of the same day that must be done before this one can. */
export function needsOf(action: PlannedAction): readonly string[] {
  if (action.kind === 'fact') return action.fact.sameAs === null ? [] : [action.fact.sameAs]
  if (action.kind === 'assessment') return action.assessment.cycle === undefined ? [] : [action.assessment.cycle]
  if (action.kind === 'reversal') return [action.fact, action.of]
  if (action.kind === 'placement') return action.causes
  return 'of' in action ? [action.of] : []
}

const performers: { readonly [K in ActionKind]: Perform<K> } = {
  import: bringRoster,
  closure: closeUnit,
  leave: recordLeave,

  fact: async ({ key, by, fact }, stage) => {
    const { unit, persons, sameAs, ...rest } = fact
    const draft = {
      ...rest,
      unitId: stage.unit(unit),
      persons: persons.map(stage.cadre),
      sameAs: sameAs === null ? null : stage.entry(sameAs),
      // The sample's facts are of fields somebody is in charge of in most units, and of nobody in a few.
      unheld: rest.field,
      different: false,
    }
    const { id } = await stage.parts.facts.record(stage.actor(by), draft, keys())
    stage.named(key, id)
  },
  verification: async ({ key, by, of, finding, note }, stage) => {
    const { id } = await stage.parts.facts.verify(stage.actor(by), { factId: stage.entry(of), finding, note }, keys())
    stage.named(key, id)
  },
  tolerance: async ({ key, by, of, documentNo, reason }, stage) => {
    const input = { factId: stage.entry(of), documentNo, reason }
    stage.named(key, (await stage.parts.facts.tolerate(stage.actor(by), input, keys())).id)
  },
  reversal: async ({ key, by, fact, of, reason }, stage) => {
    const input = { factId: stage.entry(fact), of: stage.entry(of), reason }
    stage.named(key, (await stage.parts.facts.reverse(stage.actor(by), input, keys())).id)
  },
  talk: async ({ key, by, on, cadre, code, note }, stage) => {
    const draft = { cadreId: stage.cadre(cadre), code, day: on, note }
    stage.named(key, (await stage.parts.facts.talk(stage.actor(by), draft, keys())).id)
  },

  cycle: async ({ key, by, plan }, stage) => {
    const { cycles } = stage.parts
    const id = await cycles.plan(stage.actor(by), plan, keys())
    await cycles.open(stage.actor(by), id, 1, keys())
    stage.entered(key, id)
  },
  assessment: async ({ key, by, assessment }, stage) => {
    const { cadre, cycle, ...content } = assessment
    const inCycle = cycle === undefined ? {} : { cycle: stage.assessment(cycle) }
    const written = { ...content, ...inCycle, cadreId: stage.cadre(cadre) }
    stage.entered(key, await stage.parts.assessments.enterAndSubmit(stage.actor(by), written, keys()))
  },
  assessmentVerification: async ({ by, of }, stage) => {
    const { assessment, ballot } = await stage.parts.assessments.verify(stage.actor(by), stage.assessment(of), keys())
    stage.named(of, assessment)
    if (ballot !== null) stage.named(`${of}.ballot`, ballot)
  },
  ballotVerification: async ({ key, by, of, finding, note }, stage) => {
    const { assessments } = stage.parts
    stage.named(key, await assessments.verifyBallots(stage.actor(by), stage.assessment(of), finding, note, keys()))
  },

  annualGrade: async ({ key, by, on, cadre, year, grade }, stage) => {
    const input = { cadreId: stage.cadre(cadre), year, grade, on }
    stage.named(key, await stage.parts.evidence.annualGrade(stage.actor(by), input, keys()))
  },
  quarterGrade: async ({ key, by, on, cadre, quarter, grade }, stage) => {
    const input = { cadreId: stage.cadre(cadre), quarter, grade, on }
    stage.named(key, await stage.parts.evidence.quarterGrade(stage.actor(by), input, keys()))
  },
  opinion: async ({ key, by, on, cadre, office, objection, note }, stage) => {
    const input = { cadreId: stage.cadre(cadre), office, on, objection, note }
    stage.named(key, await stage.parts.evidence.opinion(stage.actor(by), input, keys()))
  },
  ranking: async ({ key, by, on, month, group, positions }, stage) => {
    const placed = positions.map(({ unitId, position }) => ({ unitId: stage.unit(unitId), position }))
    const input = { month, group, on, positions: placed }
    stage.named(key, await stage.parts.evidence.ranking(stage.actor(by), input, keys()))
  },
  notice: async ({ key, by, on, number, title, deadline, unit, field }, stage) => {
    const input = { number, title, on, deadline, unitId: stage.unit(unit), field }
    stage.named(key, await stage.parts.evidence.notice(stage.actor(by), input, keys()))
  },
  restriction: async ({ key, by, on, cadre, ground, documentNo, lastDay }, stage) => {
    const input = { cadreId: stage.cadre(cadre), ground, on, documentNo, lastDay }
    stage.named(key, await stage.parts.evidence.restriction(stage.actor(by), input, keys()))
  },
  placement: async ({ key, by, on, cadre, colour, lastDay, causes, decidedBy, documentNo }, stage) => {
    const decision = { decidedBy, documentNo, causes: causes.map(stage.entry) }
    const input = { cadreId: stage.cadre(cadre), colour, from: on, lastDay, ...decision }
    stage.named(key, await stage.parts.evidence.placement(stage.actor(by), input, keys()))
  },
  extension: async ({ key, by, on, of, lastDay }, stage) => {
    const input = { of: stage.entry(of), on, lastDay }
    stage.named(key, await stage.parts.evidence.extension(stage.actor(by), input, keys()))
  },
  rectification: async ({ key, by, on, of, passed }, stage) => {
    const input = { of: stage.entry(of), on, passed }
    stage.named(key, await stage.parts.evidence.rectification(stage.actor(by), input, keys()))
  },
  end: async ({ key, by, on, of, reason }, stage) => {
    const input = { of: stage.entry(of), on, reason }
    stage.named(key, await stage.parts.evidence.end(stage.actor(by), input, keys()))
  },
}
