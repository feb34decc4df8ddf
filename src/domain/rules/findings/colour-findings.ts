import type { Colour } from '../rule-set.ts'
import { type Found, findingAt } from './finding.ts'
import type { StudiedCondition, Study } from './study.ts'

/** Colours nobody can reach, or whose order and settlement contradict what they stand for. */
export const colourFindings = (study: Study): Found[] =>
  study.ruleSet.colours.flatMap((colour, i) => [
    ...(colour.match === 'all' ? ofAll(colour, i, study) : []),
    ...quotaFindings(colour, i, study),
    ...orderFindings(colour, i, study),
    ...settlementFindings(colour, i, study),
    ...termFindings(colour, i),
  ])

const suggesting = ({ conditions }: Study, colour: Colour): StudiedCondition[] =>
  conditions.filter(({ rule }) => rule.colour === colour.code && rule.effect === 'suggest')

/** What must all be met: together, and without meeting what outranks it. */
function ofAll(colour: Colour, i: number, study: Study): Found[] {
  const own = suggesting(study, colour)
  if (own.length === 0 || own.some(({ fires }) => fires === 'never')) return []
  const formulas = own.map(({ holds }) => holds)
  const together = study.ask(...formulas)
  if (together === 'none') {
    const pair = own.flatMap(a =>
      own.filter(b => a.index < b.index && study.ask(a.holds, b.holds) === 'none').map(b => [a, b]),
    )[0]
    const which =
      pair === undefined ? own.map(({ rule }) => rule.id).join('、') : pair.map(one => one.rule.id).join('、')
    return [findingAt('error', ['colours', i], `${which} 不能同时成立，没有人能列入${colour.label}`)]
  }
  const stronger = study.conditions.filter(
    ({ rule, fires }) => rule.effect !== 'alert' && fires !== 'always' && isStronger(rule.colour, i, study),
  )
  const free = study.ask(...formulas, ...stronger.map(({ fails }) => fails))
  if (together === 'undecided' || free === 'undecided') {
    return [findingAt('undecided', ['colours', i], `条件过于复杂，有没有人能列入${colour.label}未判定`)]
  }
  if (free !== 'none') return []
  const one = stronger.find(({ fails }) => study.ask(...formulas, fails) === 'none')
  const which = one === undefined ? '更重颜色的条件' : `更重的 ${one.rule.id}（${study.colourWord(one.rule.colour)}）`
  return [findingAt('error', ['colours', i], `凡符合${colour.label}各条的都符合${which}，没有人能列入`)]
}

const isStronger = (code: string, i: number, { ruleSet }: Study): boolean =>
  ruleSet.colours.slice(0, i).some(colour => colour.code === code && colour.match === 'any')

/** Only the colour with the quota is formed from conditions that must all be met (own-outcome.ts). */
function quotaFindings({ code, label, match }: Colour, i: number, study: Study): Found[] {
  const hasQuota = study.ruleSet.quotas.colour === code
  const findings: Found[] = []
  if (match === 'all' && !hasQuota) {
    findings.push(findingAt('error', ['colours', i, 'match'], `${label}须满足全部条件，但名额不是给它的，系统不会建议`))
  }
  if (match === 'any' && hasQuota) {
    findings.push(
      findingAt(
        'error',
        ['colours', i, 'match'],
        `${label}有名额，须满足全部条件；现在满足任一条件即列入，不受名额限制`,
      ),
    )
  }
  if (match !== 'all') return findings
  const vetoes = study.conditions.filter(
    ({ rule }) => rule.colour === code && (rule.effect === 'veto' || rule.effect === 'lock'),
  )
  for (const { rule, index } of vetoes) {
    const words = `${rule.id} 是否决条件，但${label}须满足全部条件，不会因它列入`
    findings.push(findingAt('error', ['conditions', index, 'effect'], words))
  }
  return findings
}

/** Strongest first: what is worse stands before what is milder. */
function orderFindings({ label, direction, match }: Colour, i: number, { ruleSet }: Study): Found[] {
  const milder = ruleSet.colours
    .slice(0, i)
    .find(one => direction < 0 && one.match !== 'default' && one.direction > direction)
  if (match === 'default' || milder === undefined) return []
  return [
    findingAt('error', ['colours', i], `${label}比${milder.label}重，却排在它后面：两者都符合时会列入${milder.label}`),
  ]
}

/** What was settled by a list must not suggest the same list again; a milder list settles no heavier cause. */
function settlementFindings(
  { code, label, direction, match, settledBy }: Colour,
  i: number,
  { ruleSet }: Study,
): Found[] {
  if (direction >= 0 || match === 'default') return []
  const path = ['colours', i, 'settledBy']
  const milder = ruleSet.colours.filter(one => settledBy.includes(one.code) && one.direction > direction)
  return [
    ...(settledBy.includes(code)
      ? []
      : [findingAt('warning', path, `${label}不了结自己的原因：列入后同一件事会再次建议列入`)]),
    ...milder.map(one => findingAt('warning', path, `${one.label}比${label}轻，却了结${label}的原因`)),
  ]
}

function termFindings({ label, direction, term }: Colour, i: number): Found[] {
  if (direction >= 0 || term !== null) return []
  return [findingAt('warning', ['colours', i, 'term'], `${label}没有期限，列入后不会到期`)]
}
