import { scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { Tally } from '../../domain/closes/tally.ts'
import { NotFound } from '../../domain/errors.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { RuleSet, RuleVersion } from '../../domain/rules/rule-set.ts'
import type { FactRow, Facts } from '../facts/index.ts'
import type { People } from '../people/index.ts'
import type { Rules } from '../rules/index.ts'
import type { CloseDocument } from './close-model.ts'
import { type CloseQuery, type ComparedRow, fits, orders } from './close-query.ts'
import type { CloseSummary } from './close-store.ts'
import type { Closes } from './closes.ts'

export interface CloseReaderDeps {
  readonly closes: Closes
  readonly rules: Rules
  readonly people: Pick<People, 'at' | 'units'>
  readonly facts: Pick<Facts, 'rows' | 'calendar'>
}

/** One close within the scope of who looks. */
export interface CloseView {
  readonly header: CloseDocument
  readonly ruleSet: RuleSet
  readonly units: ReadonlyMap<string, Unit>
  /** The unit the looker is bound to, or null. */
  readonly unitId: string | null
  readonly tally: Tally
  readonly before: { readonly close: CloseSummary; readonly header: CloseDocument } | null
  readonly waiting: readonly FactRow[]
  /** Facts that the close before passed on to this month. */
  readonly passedOn: readonly FactRow[]
}

/** A page of people, and how many there are. */
export interface ClosePage {
  readonly rows: readonly ComparedRow[]
  readonly count: number
}

export interface CloseReader {
  list(actor: Actor): Promise<{ readonly closes: readonly CloseSummary[]; readonly versions: readonly RuleVersion[] }>
  /** Throws NotFound. */
  close(actor: Actor, month: string): Promise<CloseView>
  /** Everybody asked for, in order of ids. */
  rows(view: CloseView, query: CloseQuery): AsyncIterable<ComparedRow>
  page(view: CloseView, query: CloseQuery, size: number): Promise<ClosePage>
  facts(actor: Actor, ids: readonly number[]): Promise<readonly FactRow[]>
}

/** How many rows more than needed are gathered before they are put in order. */
const SLACK = 1000

const nobody: Tally = { people: 0, suggested: {}, placed: {} }

export function createCloseReader({ closes, rules, people, facts }: CloseReaderDeps): CloseReader {
  const factRows = (actor: Actor, ids: readonly number[]): Promise<readonly FactRow[]> =>
    ids.length === 0 || scopeOf(actor, 'facts.read') === null ? Promise.resolve([]) : facts.rows(actor, ids)

  const before = async (month: string, unitId: string | null): Promise<CloseView['before']> => {
    const close = (await closes.list(unitId)).findLast(({ _id }) => _id < month)
    const header = close === undefined ? null : await closes.header(close._id)
    return close === undefined || header === null ? null : { close, header }
  }

  const reader: CloseReader = {
    list: async actor => {
      const [list, versions] = await Promise.all([closes.list(boundUnit(actor)), rules.published()])
      return { closes: list, versions }
    },
    close: async (actor, month) => {
      const header = await closes.header(month)
      if (header === null) throw new NotFound('没有这个月的月结。')
      const unitId = boundUnit(actor)
      const register = await people.at({ day: header.day, known: 'then' })
      const [versions, units, earlier] = await Promise.all([rules.published(), register.units(), before(month, unitId)])
      const version = versions.find(({ ruleSet }) => ruleSet.id === header.ruleSet)
      if (version === undefined) throw new Error(`rule set ${header.ruleSet} of a close is not published`)
      const own = header.tallies.byUnit.find(({ code }) => code === unitId)
      return {
        header,
        ruleSet: version.ruleSet,
        units: new Map(units.map(unit => [unit.id, unit])),
        unitId,
        tally: unitId === null ? header.tallies.all : (own ?? nobody),
        before: earlier,
        waiting: await factRows(actor, header.waiting),
        passedOn: await factRows(actor, earlier?.header.waiting ?? []),
      }
    },
    rows: async function* ({ header, before: earlier, unitId }, query) {
      const outcomes = earlier === null ? null : await closes.outcomesOf(earlier.close._id)
      const wanted = fits(unitId === null ? query : { ...query, unitId })
      for await (const row of closes.rows(header._id)) {
        const compared = { row, before: outcomes === null ? undefined : (outcomes.get(row.cadreId) ?? null) }
        if (wanted(compared)) yield compared
      }
    },
    page: async (view, query, size) => {
      const wanted = query.page * size
      const inOrder = (a: ComparedRow, b: ComparedRow): number => orders[query.sort](a.row, b.row)
      let kept: ComparedRow[] = []
      let count = 0
      for await (const row of reader.rows(view, query)) {
        count += 1
        kept.push(row)
        if (kept.length >= wanted + SLACK) kept = kept.sort(inOrder).slice(0, wanted)
      }
      return { rows: kept.sort(inOrder).slice(wanted - size, wanted), count }
    },
    facts: factRows,
  }
  return reader
}

/** The unit an account is bound to, or null when it sees all. Throws NotFound when it sees none. */
function boundUnit(actor: Actor): string | null {
  const scope = scopeOf(actor, 'closes.read')
  if (scope === 'all') return null
  if (scope === 'unit' && actor.unitId !== null) return actor.unitId
  throw new NotFound()
}
