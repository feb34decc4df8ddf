import { optionalChoice, optionalInteger, optionalText, parseInput } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'
import type { MoverFilter } from './mover-store.ts'

/** What the list of movers was asked for, from its URL. */
export interface MoverQuery extends MoverFilter {
  readonly after: number | null
  readonly before: number | null
}

export function moverQuery(input: Input): MoverQuery {
  const {
    unit,
    class: classCode,
    from,
    to,
    ...rest
  } = parseInput(
    {
      kind: optionalChoice('变动', ['colour', 'mark']),
      from: optionalText('原来', 40),
      to: optionalText('变为', 40),
      class: optionalText('类别', 40),
      unit: optionalText('单位', 40),
      after: optionalInteger('页', 1),
      before: optionalInteger('页', 1),
    },
    input,
  )
  return { ...rest, from: from || null, to: to || null, classCode: classCode || null, unitId: unit || null }
}

/** The address of the list of movers with these filters. */
export function moversPath(id: string, query: Partial<MoverQuery>, base = `/trials/${id}/movers`): string {
  const pairs: [string, string | number | null | undefined][] = [
    ['kind', query.kind],
    ['from', query.from],
    ['to', query.to],
    ['class', query.classCode],
    ['unit', query.unitId],
    ['after', query.after],
    ['before', query.before],
  ]
  const named = pairs.flatMap(([name, value]): [string, string][] => (value == null ? [] : [[name, String(value)]]))
  const search = new URLSearchParams(named).toString()
  return search === '' ? base : `${base}?${search}`
}
