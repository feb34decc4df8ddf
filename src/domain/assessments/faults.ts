import type { Entry } from '../evidence/entries.ts'
import { heldPosts, mainPostOn } from '../people/held.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { type Day, within } from '../time/days.ts'
import { ballotFaults } from './ballot-faults.ts'
import type { AssessmentContent } from './content.ts'
import { lastCounted, type StrongMove, strongMoves } from './strong-moves.ts'

/** Field of the form → what is wrong with it. Fields: type, methods, team, from, to, cell.ID, ballot.GROUP.valid …, reason. */
export type Faults = Readonly<Record<string, string>>

/** Against what a 考察 is checked: the rules in force, the day, and everything known of the person. */
export interface CheckedAgainst {
  readonly ruleSet: RuleSet
  readonly today: Day
  readonly entries: readonly Entry[]
}

/** The longest period, in months. */
const LONGEST = 12

/** What is wrong in any state: a draft may be unfinished, but not false. */
export function draftFaults(content: AssessmentContent, against: CheckedAgainst): Faults {
  return {
    ...periodFaults(content, against),
    ...cellFaults(content, against.ruleSet),
    ...ballotFaults(content.ballots, against.ruleSet, false),
  }
}

/** What stands against counting it: false or missing, or a strong move without a reason. */
export function submissionFaults(content: AssessmentContent, against: CheckedAgainst): Faults {
  return {
    ...missing(content),
    ...reasonFaults(content, against),
    ...draftFaults(content, against),
    ...ballotFaults(content.ballots, against.ruleSet, true),
  }
}

function missing({ type, methods, team, from, to, cells }: AssessmentContent): Faults {
  return {
    ...(type === null && { type: '考察类型：请选择。' }),
    ...(methods.length === 0 && { methods: '考察方式：谈、看、查至少选一种。' }),
    ...(team === '' && { team: '考察组：请填写。' }),
    ...(from === null && { from: '考察起始日：请填写。' }),
    ...(to === null && { to: '考察截止日：请填写。' }),
    ...(Object.keys(cells).length === 0 && { '': '打分表：至少填写一格；没有看到的格可以空着。' }),
  }
}

function periodFaults({ from, to }: AssessmentContent, { today, entries }: CheckedAgainst): Faults {
  if (to !== null && to > today) return { to: `考察截止日：不能晚于今天（${today}）。` }
  if (from !== null && from > (to ?? today)) return { from: '考察起始日：不能晚于截止日和今天。' }
  if (from !== null && to !== null && !within(from, LONGEST, to)) {
    return { from: `考察起始日：一次考察最长 ${LONGEST} 个月，请分次录入。` }
  }
  const post = mainPostOn(heldPosts(entries), to ?? today)
  if (post === null) return { to: `考察截止日：${to ?? today} 没有记载主要任职，请先补录任职或改日期。` }
  if (from !== null && from < post.effectiveOn) {
    return { from: `考察起始日：任“${post.data.title}”始于 ${post.effectiveOn}，不能早于此日。` }
  }
  return {}
}

function cellFaults({ cells }: AssessmentContent, { indicators }: RuleSet): Faults {
  const known = new Map(indicators.cells.map(cell => [cell.id, cell.title]))
  const wrong = Object.entries(cells).flatMap(([id, value]) => {
    const title = known.get(id)
    if (title === undefined) return [[`cell.${id}`, '打分表：现行规则没有这一格。']]
    const fits = Number.isInteger(value) && value >= 0 && value <= 10_000
    return fits ? [] : [[`cell.${id}`, `${title}：请填写 0 至 100 之间的数，最多两位小数。`]]
  })
  return Object.fromEntries(wrong)
}

function reasonFaults(content: AssessmentContent, { ruleSet, today, entries }: CheckedAgainst): Faults {
  if (content.reason !== '') return {}
  const moves = strongMoves(content.cells, lastCounted(entries, content.to ?? today), ruleSet)
  if (moves.length === 0) return {}
  return { reason: `变动理由：${moves.map(inWords).join('；')}，请说明理由。` }
}

const inWords = ({ part, before, now }: StrongMove): string =>
  `${part}由 ${(before / 100).toFixed(2)} 变为 ${(now / 100).toFixed(2)}`
