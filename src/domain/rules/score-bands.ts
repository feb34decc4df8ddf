import { leavesOf } from './leaves.ts'
import type { Colour, RuleSet } from './rule-set.ts'
import type { Path, Report } from './shape.ts'

interface Band {
  readonly colour: Colour
  readonly limit: number
  readonly path: Path
}

/** Bands of the score must not overlap: the worse a colour, the lower its limit; a good one begins above all of them. */
export function checkScoreBands(ruleSet: RuleSet, report: Report): void {
  const below = bandsOf(ruleSet, ['lt', 'le']).filter(({ colour }) => colour.direction < 0)
  const above = bandsOf(ruleSet, ['gt', 'ge']).filter(({ colour }) => colour.direction > 0)
  for (const band of below) {
    const milder = below.find(({ colour, limit }) => colour.direction > band.colour.direction && limit <= band.limit)
    if (milder !== undefined) {
      report(band.path, `${band.colour.label}的分数线须低于${milder.colour.label}的 ${milder.limit / 100} 分`)
    }
  }
  for (const band of above) {
    const worse = below.find(({ limit }) => limit > band.limit)
    if (worse !== undefined) {
      report(band.path, `${band.colour.label}的分数线不能低于${worse.colour.label}的 ${worse.limit / 100} 分`)
    }
  }
}

function bandsOf({ conditions, colours }: RuleSet, operators: readonly string[]): Band[] {
  return conditions.flatMap((rule, i) => {
    const colour = colours.find(({ code }) => code === rule.colour)
    if (colour === undefined || rule.effect === 'alert') return []
    return leavesOf(rule).flatMap(({ leaf, path }) =>
      'compare' in leaf && leaf.compare.of === 'score' && operators.includes(leaf.op) && typeof leaf.value === 'number'
        ? [{ colour, limit: leaf.value, path: ['conditions', i, ...path, 'value'] }]
        : [],
    )
  })
}
