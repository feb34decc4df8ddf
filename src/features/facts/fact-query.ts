import { channels } from '../../domain/facts/channels.ts'
import { type FactState, factStates } from '../../domain/facts/fact-life.ts'
import { checkbox, optionalChoice, optionalDay, optionalInteger, optionalText } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'
import type { FactOrder } from './fact-store.ts'

const states = Object.keys(factStates) as FactState[]
const orders: readonly FactOrder[] = ['newest', 'oldest', 'day', 'day-oldest']

/** The filters of the list, as they stand in its address. */
export const queryFields = {
  state: optionalChoice('状态', states),
  code: optionalText('类别', 10),
  unitId: optionalText('单位', 40),
  person: optionalText('干部', 50),
  from: optionalDay('发生日期起'),
  to: optionalDay('发生日期止'),
  channel: optionalChoice('渠道', channels),
  late: optionalChoice('补录', ['yes', 'no']),
  mine: checkbox('待我核实'),
  order: optionalChoice('排序', orders),
  after: optionalInteger('页', 1),
  before: optionalInteger('页', 1),
}

/** The list's address with some of its filters changed ('' takes one out); the page begins anew. */
export function addressOf(query: Input, changes: Readonly<Record<string, string>>, base = '/facts'): string {
  const kept = { ...query, after: '', before: '', ...changes }
  const pairs = Object.entries(kept).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )
  const text = new URLSearchParams(pairs.filter(([, value]) => value !== '')).toString()
  return text === '' ? base : `${base}?${text}`
}
