import { leavesOf } from '../leaves.ts'
import type { Cell, Colour, RuleSet } from '../rule-set.ts'
import type { Path } from '../shape.ts'
import { type Found, findingAt } from './finding.ts'

/**
 * Names under which records are kept, held against the version the draft is based on. What goes on under another code
 * leaves its records behind; a colour that is gone stays on the lists of whoever was placed on it. `fields`: those that
 * duties are recorded with.
 */
export const renamingFindings = (ruleSet: RuleSet, base: RuleSet, fields: ReadonlySet<string>): Found[] => [
  ...renamed(ruleSet.colours, base.colours, {
    at: ['colours'],
    of: codeOf,
    isSame: isSameColour,
    kept: '在册的列入、变动、案例',
  }),
  ...renamed(ruleSet.evidence, base.evidence, {
    at: ['evidence'],
    of: codeOf,
    isSame: isSameLabel,
    kept: '已记入的事实',
  }),
  ...renamed(ruleSet.evaluation, base.evaluation, {
    at: ['evaluation'],
    of: codeOf,
    isSame: isSameLabel,
    kept: '已录入的评价票',
  }),
  ...renamed(ruleSet.indicators.cells, base.indicators.cells, {
    at: ['indicators', 'cells'],
    of: idOf,
    isSame: isSameCell,
    kept: '已录入的考察',
  }),
  ...goneColours(ruleSet, base),
  ...fieldFindings(ruleSet, base, fields),
]

interface Coded {
  readonly code: string
  readonly label: string
}

const codeOf = ({ code }: Coded): string => code
const idOf = ({ id }: Cell): string => id
const isSameLabel = (a: Coded, b: Coded): boolean => a.label === b.label
const isSameCell = (a: Cell, b: Cell): boolean => a.row === b.row && a.side === b.side
/** As people recognise it: by its name, or by its letter in its shape. */
const isSameColour = (a: Colour, b: Colour): boolean =>
  isSameLabel(a, b) || (a.letter === b.letter && a.shape === b.shape)

interface Naming<I> {
  readonly at: Path
  of(item: I): string
  /** Whether people take both for the same thing. */
  isSame(a: I, b: I): boolean
  /** What is stored under the name. */
  readonly kept: string
}

/** Items that people take for one of the base, under a name the base does not know, while that one's name is gone. */
function renamed<I>(items: readonly I[], base: readonly I[], { at, of, isSame, kept }: Naming<I>): Found[] {
  const [own, old] = [new Set(items.map(of)), new Set(base.map(of))]
  return items.flatMap((item, i) => {
    if (old.has(of(item))) return []
    const before = base.find(one => !own.has(of(one)) && isSame(one, item))
    if (before === undefined) return []
    const words = `代码由“${of(before)}”改成了“${of(item)}”：${kept}仍记在“${of(before)}”名下，不会跟过来。请改回“${of(before)}”，名称可以改`
    return [findingAt('error', [...at, i], words)]
  })
}

function goneColours({ colours }: RuleSet, base: RuleSet): Found[] {
  const gone = base.colours.filter(old => !colours.some(one => one.code === old.code || isSameColour(one, old)))
  return gone.map(({ label, code }) =>
    findingAt(
      'warning',
      ['colours'],
      `${label}（${code}）没有了：已列入的仍在册，只注明是旧规则的颜色，它的期限、延期和了结都不再算`,
    ),
  )
}

/** Duties are recorded with a field in the clerk's words; the base's are known to be written alike. */
function fieldFindings({ conditions }: RuleSet, base: RuleSet, recorded: ReadonlySet<string>): Found[] {
  const known = new Set(fieldsOf(base.conditions).map(({ field }) => field))
  return fieldsOf(conditions)
    .filter(({ field }) => !known.has(field) && !recorded.has(field))
    .map(({ field, at }) =>
      findingAt('warning', at, `名册的分工里没有“${field}”：领域须与名册一字不差，否则没有人符合`),
    )
}

/** The fields of duties that a rule set asks for. */
export const dutyFieldsOf = ({ conditions }: RuleSet): readonly string[] => [
  ...new Set(fieldsOf(conditions).map(({ field }) => field)),
]

const fieldsOf = (conditions: RuleSet['conditions']) =>
  conditions.flatMap((rule, i) =>
    leavesOf(rule).flatMap(({ leaf, path }) =>
      'streak' in leaf && leaf.streak.of === 'hotline' && leaf.streak.role === 'charge'
        ? [{ field: leaf.streak.field, at: ['conditions', i, ...path, 'streak', 'field'] }]
        : [],
    ),
  )
