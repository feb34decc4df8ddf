import type { Unit } from '../../domain/people/unit.ts'
import type { PastDay } from '../../domain/time/past-day.ts'
import {
  type Choice,
  type FieldErrors,
  type FieldOptions,
  type FormField,
  field,
  type SelectField,
  select,
} from '../../web/form.ts'
import { first, without } from '../../web/input.ts'
import type { Input, Route, Visit } from '../../web/route.ts'
import type { People } from './people.ts'
import { initialsOf, searchText } from './spelling.ts'

/** So many units are still chosen from a list; where there are more, a name or code is typed. */
const LISTED = 200

/** The queries' names for a unit. */
const NAMES = ['unit', 'unitId']

/**
 * These routes, asked also with a unit's name, short name or code where they take its id. `pastIn`: the past day a query
 * asks for, by whose names it means them.
 */
export function namingUnits(
  people: Pick<People, 'at'>,
  pastIn: (query: Input) => Promise<PastDay | null>,
  routes: readonly Route[],
): Route[] {
  const named = async (input: Input, query: Input): Promise<Input> => {
    const asked = NAMES.filter(name => first(input, name) !== '')
    if (asked.length === 0) return input
    const units = await (await people.at(await pastIn(query))).units()
    return {
      ...without(input, asked),
      ...Object.fromEntries(asked.map(name => [name, idOf(units, first(input, name))])),
    }
  }
  const onNames = async (visit: Visit): Promise<Visit> => ({
    ...visit,
    query: await named(visit.query, visit.query),
    body: await named(visit.body, visit.query),
  })
  return routes.map(({ handle, again, ...route }) => ({
    ...route,
    handle: async visit => handle(await onNames(visit)),
    ...(again && { again: async (visit, fields) => again(await onNames(visit), fields) }),
  }))
}

/** The one unit a text means; the text itself where it is none or several, as the field then says. */
function idOf(units: readonly Unit[], text: string): string {
  if (units.some(({ id }) => id === text)) return text
  const wanted = searchText(text)
  const same = units.filter(({ code, name, shortName }) =>
    [code, name, shortName].some(called => searchText(called) === wanted),
  )
  const meant = same.length > 0 ? same : unitsLike(units, text)
  return meant.length === 1 && meant[0] !== undefined ? meant[0].id : text
}

/** Whose name contains the text, or whose code begins with it. */
function unitsLike(units: readonly Unit[], text: string): readonly Unit[] {
  const wanted = searchText(text)
  if (wanted === '') return []
  return units.filter(
    ({ code, name, shortName }) =>
      searchText(name).includes(wanted) || searchText(shortName).includes(wanted) || code.startsWith(text.trim()),
  )
}

/**
 * The field of a unit: a list to choose from; of very many a text, and a list of those the text may mean. It says itself
 * what is wrong with a text that means no unit, or several.
 */
export function unitField(
  name: string,
  label: string,
  units: readonly Unit[],
  typed: Input,
  errors: FieldErrors = {},
  options: FieldOptions = { blank: '全部' },
): FormField | SelectField {
  const text = first(typed, name)
  const chosen = text === '' ? undefined : units.find(({ id }) => id === text)
  const listed = (choices: readonly Choice[], error: string | null): SelectField =>
    select(name, label, choices, typed, error === null ? errors : { [name]: error }, {
      ...(options.required && choices.length > 1 && { help: '可键入拼音首字母选中' }),
      ...options,
    })
  const written = (shown: string, error: string | null): FormField =>
    field(name, label, { [name]: shown }, error === null ? errors : { [name]: error }, {
      ...options,
      placeholder: '名称或编码',
      maxlength: 40,
    })
  const known = text === '' || chosen !== undefined
  if (units.length <= LISTED) return listed(units.map(choiceOf), known ? null : `这里没有单位“${text}”。`)
  if (known) return written(chosen?.name ?? '', null)
  const meant = unitsLike(units, text)
  if (meant.length === 0) return written(text, `没有名称或编码是“${text}”的单位。`)
  const several = `“${text}”可指 ${meant.length} 个单位，`
  if (meant.length > LISTED) return written(text, `${several}请写得更全。`)
  return listed(
    meant.map(unit => ({ value: unit.id, label: `${choiceOf(unit).label}　${unit.code}` })),
    `${several}请选择一个。`,
  )
}

const choiceOf = ({ id, name, shortName, until }: Unit): Choice => ({
  value: id,
  label: until === null ? name : `${name}（${until} 撤销）`,
  initials: `${initialsOf(shortName)} ${initialsOf(name)}`,
})
