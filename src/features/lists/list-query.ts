import { scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { Invalid, NotFound } from '../../domain/errors.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { optionalChoice, optionalText, parseInput } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'
import {
  type ListKind,
  type PlaceOrCadre,
  placeText,
  readPlace,
  type StandingFilter,
  type StandingSort,
} from '../ratings/index.ts'
import { apartFromDay, dayPairs, type PastDay } from '../viewpoints/index.ts'

/** What a list page was asked for, from its URL. */
export interface ListQuery {
  readonly colour: string
  readonly list: ListKind
  readonly classCode: string | null
  readonly unitId: string | null
  readonly level: string | null
  readonly text: string
  readonly sort: StandingSort
  readonly after: PlaceOrCadre | null
  readonly before: PlaceOrCadre | null
  /** The past day it is looked at from; null for today. */
  readonly past: PastDay | null
}

const fields = {
  list: optionalChoice('名单', ['suggested', 'placed']),
  class: optionalText('类别', 40),
  unit: optionalText('单位', 40),
  level: optionalText('职务层次', 20),
  q: optionalText('姓名', 40),
  sort: optionalChoice('排序', ['score', 'name', 'unit']),
  after: optionalText('页', 100),
  before: optionalText('页', 100),
}

/** Reads the query of a list of this colour (or mark, or `all`), by the rules of the day it is looked at from. */
export function listQuery(colour: string, input: Input, ruleSet: RuleSet, past: PastDay | null): ListQuery {
  const codes = [...ruleSet.colours.map(({ code }) => code), 'insufficient', 'indeterminate', 'all']
  if (!codes.includes(colour)) throw new NotFound('没有这个名单。')
  const typed = parseInput(fields, apartFromDay(input))
  const classes = ruleSet.classes.map(({ code }) => code)
  if (typed.class !== '' && !classes.includes(typed.class)) throw new Invalid({ class: '类别：请从列出的选项中选择。' })
  const sort = typed.sort ?? 'score'
  return {
    colour,
    list: typed.list ?? 'suggested',
    classCode: blankAsNull(typed.class),
    unitId: blankAsNull(typed.unit),
    level: blankAsNull(typed.level),
    text: typed.q,
    sort,
    after: placeIn(typed.after, sort),
    before: placeIn(typed.before, sort),
    past,
  }
}

const blankAsNull = (text: string): string | null => (text === '' ? null : text)

function placeIn(text: string, sort: StandingSort): PlaceOrCadre | null {
  if (text === '') return null
  const place = readPlace(text, sort)
  if (place === null) throw new Invalid({ after: '页：不是这个排序里的位置，请从第一页看起。' })
  return place
}

/** The filter of a query inside the actor's scope. */
export function filterOf(query: ListQuery, actor: Actor): StandingFilter {
  const own = scopeOf(actor, 'lists.read') === 'all' ? null : [actor.unitId ?? '']
  const asked = query.unitId === null ? null : [query.unitId]
  return {
    list: query.list,
    colours: query.colour === 'all' ? [] : [query.colour],
    classCode: query.classCode,
    unitIds: own === null ? asked : asked === null ? own : own.filter(id => asked.includes(id)),
    level: query.level,
    text: query.text === '' ? null : query.text.toLowerCase().replace(/\s+/g, ''),
  }
}

/** The URL of a query with some of it changed; defaults are left out. */
export function listPath(
  query: ListQuery,
  change: Partial<ListQuery> = {},
  base = `/lists/${change.colour ?? query.colour}`,
): string {
  const next = { ...query, ...change }
  const pairs: [string, string | null][] = [
    ['list', next.list === 'suggested' ? null : next.list],
    ['q', next.text === '' ? null : next.text],
    ['class', next.classCode],
    ['unit', next.unitId],
    ['level', next.level],
    ['sort', next.sort === 'score' ? null : next.sort],
    ['after', next.after && placeText(next.after, next.sort)],
    ['before', next.before && placeText(next.before, next.sort)],
    ...dayPairs(next.past),
  ]
  const search = new URLSearchParams(pairs.filter((pair): pair is [string, string] => pair[1] !== null)).toString()
  return search === '' ? base : `${base}?${search}`
}
