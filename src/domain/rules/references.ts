import { leavesOf, type PlacedLeaf } from './leaves.ts'
import type { RuleSet } from './rule-set.ts'
import type { Path, Report } from './shape.ts'

/** Whether every name that one part of a well-formed rule set uses is defined by another, once. */
export function checkReferences(ruleSet: RuleSet, report: Report): void {
  const { indicators, score } = ruleSet
  const colours = unique(ruleSet.colours, 'code', ['colours'], report)
  unique(ruleSet.classes, 'code', ['classes'], report)
  unique(ruleSet.evaluation, 'code', ['evaluation'], report)
  unique(score.parts, 'code', ['score', 'parts'], report)
  unique(ruleSet.conditions, 'id', ['conditions'], report)
  unique(indicators.cells, 'id', ['indicators', 'cells'], report)
  const codes = unique(ruleSet.evidence, 'code', ['evidence'], report)
  const rows = unique(indicators.rows, 'code', ['indicators', 'rows'], report)
  const sides = unique(indicators.sides, 'code', ['indicators', 'sides'], report)
  const parts = new Set(score.parts.filter(part => part.from === 'cells').map(part => part.code))

  const need = (known: ReadonlySet<string>, name: string, path: Path): void => {
    if (!known.has(name)) report(path, `没有代码为“${name}”的一项`)
  }
  ruleSet.colours.forEach(({ settledBy }, i) => {
    settledBy.forEach((name, k) => {
      need(colours, name, ['colours', i, 'settledBy', k])
    })
  })
  checkSettlement(ruleSet, report)
  indicators.rows.forEach((row, i) => {
    need(parts, row.part, ['indicators', 'rows', i, 'part'])
  })
  indicators.cells.forEach((cell, i) => {
    need(rows, cell.row, ['indicators', 'cells', i, 'row'])
    need(sides, cell.side, ['indicators', 'cells', i, 'side'])
  })
  need(colours, ruleSet.quotas.colour, ['quotas', 'colour'])
  ruleSet.conditions.forEach((rule, i) => {
    need(colours, rule.colour, ['conditions', i, 'colour'])
    for (const placed of leavesOf(rule)) checkLeaf(placed, ['conditions', i, ...placed.path], { colours, codes, need })
  })
}

/** Colours may settle their own causes, but not each other's in a circle: then none would be the heavier one. */
function checkSettlement({ colours }: RuleSet, report: Report): void {
  const settlers = new Map(colours.map(({ code, settledBy }) => [code, settledBy]))
  const leadsTo = (from: string, to: string, seen: Set<string>): boolean => {
    if (from === to) return true
    if (seen.has(from)) return false
    seen.add(from)
    return (settlers.get(from) ?? []).some(next => leadsTo(next, to, seen))
  }
  colours.forEach(({ code, settledBy }, i) => {
    settledBy.forEach((name, k) => {
      if (name !== code && leadsTo(name, code, new Set())) {
        report(['colours', i, 'settledBy', k], `与“${name}”互相了结，成了循环`)
      }
    })
  })
}

interface Known {
  readonly colours: ReadonlySet<string>
  readonly codes: ReadonlySet<string>
  need(known: ReadonlySet<string>, name: string, path: Path): void
}

function checkLeaf({ leaf }: PlacedLeaf, path: Path, { colours, codes, need }: Known): void {
  if ('rank' in leaf) return
  const kind = 'compare' in leaf ? 'compare' : 'count' in leaf ? 'count' : 'streak'
  const quantity = 'compare' in leaf ? leaf.compare : 'count' in leaf ? leaf.count : leaf.streak
  if ('facts' in quantity) {
    quantity.facts.codes?.forEach((name, k) => {
      need(codes, name, [...path, kind, 'facts', 'codes', k])
    })
  }
  if ('colour' in quantity) need(colours, quantity.colour, [...path, kind, 'colour'])
  if ('colours' in quantity) {
    quantity.colours.forEach((name, k) => {
      need(colours, name, [...path, kind, 'colours', k])
    })
  }
}

/** The names of a list; one given twice is reported. */
function unique<K extends string>(
  items: readonly Readonly<Record<K, string>>[],
  key: K,
  path: Path,
  report: Report,
): ReadonlySet<string> {
  const names = new Set<string>()
  items.forEach((item, i) => {
    if (names.has(item[key])) report([...path, i, key], `“${item[key]}”重复`)
    names.add(item[key])
  })
  return names
}
