import type { Colour, Expression, Leaf, RuleSet } from './rule-set.ts'
import type { Path, Report } from './shape.ts'

interface Band {
  readonly colour: Colour
  readonly limit: number
  readonly path: Path
}

/**
 * Whether a leaf beside the score says only how far it can be relied on, as the bands of the default rules do: enough
 * coverage, long enough in post, a good rank. Only as a floor: 任现职低于 6 个月 is a case of its own.
 */
export const qualifiesScore = (leaf: Leaf): boolean =>
  'rank' in leaf || ('compare' in leaf && (leaf.compare.of === 'coverage' || leaf.compare.of === 'tenure'))

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

/** The lines of bands: conditions that are one limit of the score and nothing beside it but what qualifies it. */
function bandsOf({ conditions, colours }: RuleSet, operators: readonly string[]): Band[] {
  return conditions.flatMap((rule, i) => {
    const colour = colours.find(({ code }) => code === rule.colour)
    if (colour === undefined || rule.effect === 'alert') return []
    const parts = partsOf(rule.when, ['conditions', i, 'when'])
    const [line, ...others] = parts.filter(({ part }) => isScore(part))
    const isBand = others.length === 0 && parts.every(({ part }) => isScore(part) || isQualifier(part))
    if (line === undefined || !isBand || !('compare' in line.part)) return []
    const { op, value } = line.part
    if (!operators.includes(op) || typeof value !== 'number') return []
    return [{ colour, limit: value, path: [...line.path, 'value'] }]
  })
}

/** What a condition joins by 全部, whatever the depth; a choice or a negation is one part. */
const partsOf = (part: Expression, path: Path): { readonly part: Expression; readonly path: Path }[] =>
  'all' in part ? part.all.flatMap((one, i) => partsOf(one, [...path, 'all', i])) : [{ part, path }]

const isLeaf = (part: Expression): part is Leaf => !('all' in part || 'any' in part || 'not' in part)
const isScore = (part: Expression): boolean => 'compare' in part && part.compare.of === 'score'
const isQualifier = (part: Expression): boolean =>
  isLeaf(part) && qualifiesScore(part) && ('rank' in part || part.op === 'ge' || part.op === 'gt')
