import { type Action, scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { type AlertKind, alertKinds } from '../../domain/rating/alerts.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { addDays, type Day } from '../../domain/time/days.ts'
import { optionalChoice, optionalText, parseInput } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'
import type { AlertFilter } from '../ratings/index.ts'

/** What a page of alerts was asked for, from its URL. */
export interface AlertQuery {
  readonly kind: AlertKind
  readonly classCode: string | null
  readonly unitId: string | null
  readonly after: string | null
  readonly before: string | null
}

export function alertQuery(input: Input, ruleSet: RuleSet): AlertQuery {
  const typed = parseInput(
    {
      kind: optionalChoice('种类', alertKinds),
      class: optionalChoice(
        '类别',
        ruleSet.classes.map(({ code }) => code),
      ),
      unit: optionalText('单位', 40),
      after: optionalText('页', 40),
      before: optionalText('页', 40),
    },
    input,
  )
  const given = (text: string): string | null => (text === '' ? null : text)
  return {
    kind: typed.kind ?? 'down',
    classCode: typed.class,
    unitId: given(typed.unit),
    after: given(typed.after),
    before: given(typed.before),
  }
}

/** Terms that end within these days are told where the rules say nothing. */
const TERM_DAYS = 30

/** The filter of a query inside the actor's scope. */
export function filterOf(
  { classCode, unitId }: Pick<AlertQuery, 'classCode' | 'unitId'>,
  actor: Actor,
  action: Action,
  { ruleSet, today, since = null }: { readonly ruleSet: RuleSet; readonly today: Day; readonly since?: Day | null },
): AlertFilter {
  const own = scopeOf(actor, action) === 'all' ? null : [actor.unitId ?? '']
  const asked = unitId === null ? null : [unitId]
  return {
    classCode,
    unitIds: own === null ? asked : asked === null ? own : own.filter(id => asked.includes(id)),
    termsBy: addDays(today, ruleSet.alerts?.termDays ?? TERM_DAYS),
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
    ['after', next.after],
    ['before', next.before],
  ]
  const search = new URLSearchParams(pairs.filter((pair): pair is [string, string] => pair[1] !== null)).toString()
  return search === '' ? base : `${base}?${search}`
}
