import type { EvidenceRule, RuleSet } from './rule-set.ts'
import { checkScoreBands } from './score-bands.ts'
import type { Path, Report } from './shape.ts'

/** Whether a well-formed rule set makes sense as a whole: totals, order, colours, classes, signs (rules.md §1–§5). */
export function checkCoherence(ruleSet: RuleSet, report: Report): void {
  checkTotals(ruleSet, report)
  checkColours(ruleSet, report)
  checkScoreBands(ruleSet, report)
  checkClasses(ruleSet, report)
  checkParts(ruleSet, report)
  checkFading(ruleSet, report)
  const {
    score: { clip },
    findings,
    conditions,
    evidence,
  } = ruleSet
  if (clip.min >= clip.max) report(['score', 'clip', 'max'], '上限须大于下限')
  if (findings.true < findings.partly || findings.partly < findings.false) {
    report(['findings'], '属实不能轻于部分属实，部分属实不能轻于不实')
  }
  evidence.forEach((rule, i) => {
    checkSigns(rule, ['evidence', i], report)
  })
  conditions.forEach(({ effect, basis }, i) => {
    const isVeto = effect === 'veto' || effect === 'lock'
    if (isVeto && basis.trim() === '') report(['conditions', i, 'basis'], '否决条件须写明依据')
  })
}

const WHOLE = 10_000

function checkTotals({ indicators, score, evaluation }: RuleSet, report: Report): void {
  const total = (items: readonly { readonly weight: number }[], path: Path): void => {
    const sum = items.reduce((all, item) => all + item.weight, 0)
    if (sum !== WHOLE) report(path, `权重合计须为 100，现为 ${sum / 100}`)
  }
  total(indicators.cells, ['indicators', 'cells'])
  total(score.parts, ['score', 'parts'])
  total(evaluation, ['evaluation'])
}

function checkColours({ colours, conditions, quotas }: RuleSet, report: Report): void {
  const defaults = colours.filter(colour => colour.match === 'default')
  if (defaults.length !== 1) report(['colours'], `须有且只有一种其余情形的颜色，现有 ${defaults.length} 种`)
  const other = new Set(defaults.map(colour => colour.code))
  // Told of where it is mended, so that a draft takes a new colour before its first condition; parts likewise.
  for (const { code, match, label } of colours) {
    const own = conditions.filter(rule => rule.colour === code && rule.effect !== 'alert')
    if (match !== 'default' && own.length === 0) report(['conditions'], `${label}没有任何条件`)
  }
  conditions.forEach((rule, i) => {
    if (other.has(rule.colour)) report(['conditions', i, 'colour'], '其余情形的颜色不设条件')
  })
  if (other.has(quotas.colour)) report(['quotas', 'colour'], '其余情形的颜色不设名额')
}

/** Every kind of unit, 正职 and 副职, belongs to exactly one class. */
function checkClasses({ classes }: RuleSet, report: Report): void {
  for (const [kind, name] of Object.entries(kindNames)) {
    for (const head of [true, false]) {
      const found = classes.filter(
        rule => (rule.unitKinds as readonly string[]).includes(kind) && (rule.head ?? head) === head,
      )
      const who = `${name}${head ? '正职' : '副职'}`
      if (found.length === 0) report(['classes'], `${who}不属于任何类别`)
      if (found.length > 1) report(['classes'], `${who}同时属于${found.map(rule => rule.label).join('、')}`)
    }
  }
}

const kindNames = { town: '镇街', department: '市直部门', enterprise: '国企', other: '其他单位' }

/** Every part has something to be formed from, every row its cells, and no place of the grid is taken twice. */
function checkParts({ score, indicators }: RuleSet, report: Report): void {
  for (const part of score.parts) {
    const isEmpty = part.from === 'cells' && !indicators.rows.some(row => row.part === part.code)
    if (isEmpty) report(['indicators', 'rows'], `${part.label}没有指标`)
  }
  if (score.parts.filter(part => part.from === 'ballots').length > 1) report(['score', 'parts'], '只能有一个评价部分')
  indicators.rows.forEach((row, i) => {
    if (!indicators.cells.some(cell => cell.row === row.code))
      report(['indicators', 'rows', i], `${row.label}没有指标格`)
  })
  const taken = new Set<string>()
  indicators.cells.forEach(({ row, side }, i) => {
    if (taken.has(`${row} ${side}`)) report(['indicators', 'cells', i], '与另一格同行同列')
    taken.add(`${row} ${side}`)
  })
}

/** Windows of fading ascend, and an older record never weighs more. */
function checkFading({ score: { fading } }: RuleSet, report: Report): void {
  fading.forEach((line, i) => {
    const before = fading[i - 1]
    if (before === undefined) return
    if (line.months <= before.months) report(['score', 'fading', i, 'months'], `须长于前一段的 ${before.months} 个月`)
    if (line.weight > before.weight) report(['score', 'fading', i, 'weight'], '不能重于前一段')
  })
}

/** Positive facts add, negative ones take away; their cap has the same sign. */
function checkSigns({ positive, points, cap, byGrade }: EvidenceRule, path: Path, report: Report): void {
  const isWrong = (value: number): boolean => (positive ? value < 0 : value > 0)
  const word = positive ? '正面事实不能扣分' : '负面事实不能加分'
  for (const [role, value] of Object.entries(points)) if (isWrong(value)) report([...path, 'points', role], word)
  for (const [grade, value] of Object.entries(byGrade ?? {}))
    if (isWrong(value)) report([...path, 'byGrade', grade], word)
  if (cap !== null && (isWrong(cap.points) || cap.points === 0)) {
    report([...path, 'cap', 'points'], positive ? '封顶须大于 0' : '封顶须小于 0')
  }
}
