import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { Assessment } from '../../domain/assessments/assessment.ts'
import { ballotGroups } from '../../domain/assessments/content.ts'
import { barToBallots, isEditable, mayVerify, stateNames } from '../../domain/assessments/transitions.ts'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { EntryOf, Finding } from '../../domain/evidence/entries.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { RuleSet, RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import { instantText } from '../../web/format.ts'
import { type Moment, type PastDay, pastSuffix, pathAt, standpoint } from '../viewpoints/index.ts'
import { ballotFigures } from './ballot-view.ts'
import { gridFigures } from './grid-view.ts'

export const findingNames: Readonly<Record<Finding, string>> = { true: '属实', partly: '部分属实', false: '不实' }

export interface ShowParts {
  readonly actor: Actor
  readonly assessment: Assessment
  readonly cadre: Cadre | null
  readonly unitName: string
  /** Of its grid. */
  readonly ruleSet: RuleSet
  /** By which scores are formed on the day it is looked at. */
  readonly counting: RuleVersion
  readonly cycle: Cycle | null
  readonly last: EntryOf<'assessment'> | null
  /** The past day it is looked at from; null for today. */
  readonly from: { readonly moment: Moment; readonly today: Day } | null
}

/** One 考察 to be read, with what this account may do with it now. */
export function showView({ actor, assessment, cadre, unitName, ruleSet, counting, cycle, last, from }: ShowParts) {
  const past = from?.moment.past ?? null
  const path = `/assessments/${assessment.id}`
  const { content, stage, author } = assessment
  const isFrozen = (cycle?.snapshot ?? null) !== null
  const groups = ballotGroups(content)
  const ballots = ballotFigures(groups, counting.ruleSet)
  return {
    ...headOf(assessment, cadre, unitName, past),
    ...(from && standpoint(from.moment, from.today, at => pathAt(at, path))),
    path,
    ...(past === null ? verbsOf(actor, assessment, ballots.alarms.length > 0) : {}),
    facts: [
      { label: '考察对象', value: cadre?.name ?? content.cadreId },
      { label: '单位', value: unitName },
      { label: '类型', value: content.type ?? '—' },
      { label: '方式', value: content.methods.join('、') || '—' },
      { label: '考察组', value: content.team || '—' },
      { label: '考察期', value: `${content.from ?? '—'} 至 ${content.to ?? '—'}` },
      ...(content.cycle === undefined ? [] : [{ label: '考察周期', value: cycle?.title ?? content.cycle }]),
      ...(content.lateReason === undefined ? [] : [{ label: '补录', value: content.lateReason }]),
      { label: '录入人', value: author.name },
      { label: '状态', value: stateNames[stage.state] },
      ...stageFacts(assessment),
    ],
    grid: gridFigures({ ruleSet, counting, asOf: past?.day ?? null, isFrozen }, content.cells, last),
    hasBallots: groups.length > 0,
    ballots,
    ballotFinding: findingText(assessment),
    note: content.note,
    reason: content.reason,
    moments: [...assessment.history].reverse().map(({ at, by, what, note }) => ({
      day: instantText(at),
      kind: what,
      sentence: by.name,
      detail: note,
      path: null,
      record: null,
      strong: what === '核实计入' || what === '冲正',
      mark: null,
    })),
  }
}

/** Title and place of every page about one 考察. */
function headOf({ stage, content }: Assessment, cadre: Cadre | null, unitName: string, past: PastDay | null) {
  const name = cadre?.name ?? content.cadreId
  return {
    title: `考察：${name}${pastSuffix(past)}`,
    lead: `${unitName}，${content.type ?? '类型未填'}，${stateNames[stage.state]}`,
    trail: [{ label: '考察', path: pathAt(past, '/assessments') }],
  }
}

function verbsOf(actor: Actor, assessment: Assessment, hasAlarms: boolean) {
  const subject = { cadreId: assessment.content.cadreId, unitId: assessment.unitId }
  const writes = can(actor, 'assessments.write', subject)
  const verifies = can(actor, 'assessments.verify', subject)
  const { state } = assessment.stage
  return {
    mayEdit: writes && isEditable(assessment),
    mayVerify: verifies && mayVerify(assessment, actor.userId),
    mayReverse: verifies && state === 'counted',
    mayVerifyBallots: verifies && hasAlarms && barToBallots(assessment, actor.userId) === null,
    waitsForOther: state === 'submitted' && !(verifies && mayVerify(assessment, actor.userId)),
  }
}

function stageFacts({ stage }: Assessment) {
  switch (stage.state) {
    case 'draft':
      return []
    case 'submitted':
      return [{ label: '提交', value: `${stage.by.name} ${instantText(stage.at)}` }]
    case 'returned':
      return [{ label: '退回意见', value: `${stage.comment}（${stage.by.name}）` }]
    case 'counted':
    case 'reversed': {
      const { assessment, ballot } = stage.entryIds
      const ids = ballot === null ? `第 ${assessment} 号` : `第 ${assessment}、${ballot} 号`
      const counted = { label: '核实计入', value: `${stage.by.name} ${instantText(stage.at)}，账本${ids}` }
      if (stage.state === 'counted') return [counted]
      const { by, at, reason, entryIds } = stage.reversal
      const value = `${by.name} ${instantText(at)}，账本第 ${entryIds.join('、')} 号：${reason}`
      return [counted, { label: '冲正', value }]
    }
  }
}

function findingText({ stage }: Assessment): string {
  if ((stage.state !== 'counted' && stage.state !== 'reversed') || stage.ballotFinding === null) return ''
  const { finding, note, by, at } = stage.ballotFinding
  return `${by.name} ${instantText(at)} 核实：${findingNames[finding]}${note === '' ? '' : `，${note}`}`
}
