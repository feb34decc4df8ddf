import { type Action, scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { type AlertKind, alertKinds } from '../../domain/rating/alerts.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { addDays, type Day } from '../../domain/time/days.ts'
import { optionalChoice, optionalDay, optionalText, parseInput } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'
import type { AlertFilter } from '../ratings/index.ts'
import { apartFromDay, dayPairs, type PastDay, pathAt } from '../viewpoints/index.ts'

/** What a page of alerts was asked for, from its URL. */
export interface AlertQuery {
  readonly kind: AlertKind
  readonly classCode: string | null
  readonly unitId: string | null
  /** Only who stands in the kind since this day or later; null in the past, where no record says since when. */
  readonly since: Day | null
  readonly after: string | null
  readonly before: string | null
  /** The past day it is looked at from; null for today. */
  readonly past: PastDay | null
}

/** Reads the query by the rules of the day it is looked at from. */
export function alertQuery(input: Input, ruleSet: RuleSet, past: PastDay | null): AlertQuery {
  const typed = parseInput(
    {
      kind: optionalChoice('种类', alertKinds),
      class: optionalChoice(
        '类别',
        ruleSet.classes.map(({ code }) => code),
      ),
      unit: optionalText('单位', 40),
      since: optionalDay('自'),
      after: optionalText('页', 40),
      before: optionalText('页', 40),
    },
    apartFromDay(input),
  )
  const given = (text: string): string | null => (text === '' ? null : text)
  return {
    kind: typed.kind ?? 'down',
    classCode: typed.class,
    unitId: given(typed.unit),
    since: past === null ? typed.since : null,
    after: given(typed.after),
    before: given(typed.before),
    past,
  }
}

/** All of the first kind today, from the top. */
export const allAlerts: AlertQuery = {
  kind: 'down',
  classCode: null,
  unitId: null,
  since: null,
  after: null,
  before: null,
  past: null,
}

/** Terms that end within these days are told where the rules say nothing. */
const TERM_DAYS = 30

/** The units an actor's right reaches; null: all. */
export const ownUnits = (actor: Actor, action: Action): readonly string[] | null =>
  scopeOf(actor, action) === 'all' ? null : [actor.unitId ?? '']

/** Terms are near that end by this day, on a day by its rules. */
export const termsBy = ({ ruleSet, day }: { readonly ruleSet: RuleSet; readonly day: Day }): Day =>
  addDays(day, ruleSet.alerts?.termDays ?? TERM_DAYS)

/** The filter of a query inside the actor's scope. */
export function filterOf(
  { classCode, unitId, since }: Pick<AlertQuery, 'classCode' | 'unitId' | 'since'>,
  actor: Actor,
  on: { readonly ruleSet: RuleSet; readonly day: Day },
): AlertFilter {
  const own = ownUnits(actor, 'alerts.read')
  const asked = unitId === null ? null : [unitId]
  return {
    classCode,
    unitIds: own === null ? asked : asked === null ? own : own.filter(id => asked.includes(id)),
    termsBy: termsBy(on),
    since,
  }
}

/** The URL of a query with some of it changed; defaults are left out. */
export function alertPath(query: AlertQuery, change: Partial<AlertQuery> = {}, base = '/alerts'): string {
  const next = { ...query, ...change }
  const pairs: [string, string | null][] = [
    ['kind', next.kind === 'down' ? null : next.kind],
    ['class', next.classCode],
    ['unit', next.unitId],
    ['since', next.since],
    ['after', next.after],
    ['before', next.before],
    ...dayPairs(next.past),
  ]
  const search = new URLSearchParams(pairs.filter((pair): pair is [string, string] => pair[1] !== null)).toString()
  return search === '' ? base : `${base}?${search}`
}

/** The changes of suggestions since a day, up to the day it is looked at from. */
export const changesPath = (since: Day, past: PastDay | null): string => pathAt(past, `/alerts/changes?since=${since}`)

/** The digest since a day. */
export const digestPath = (since: Day, past: PastDay | null): string => pathAt(past, `/alerts/digest?since=${since}`)
