import { type Role, roles } from '../../domain/access/roles.ts'
import { type FieldErrors, field, select } from '../../web/form.ts'
import { count } from '../../web/format.ts'
import { optionalChoice, optionalText, parseInput } from '../../web/parse.ts'
import type { Input, Visit } from '../../web/route.ts'
import type { People } from './people.ts'
import type { UserFilter, UserStore } from './user-store.ts'
import { userRow } from './user-view.ts'

const roleKeys = [...(Object.keys(roles) as Role[]), 'none'] as const
const states = { open: '在用', disabled: '已停用' } as const

const query = {
  q: optionalText('姓名或用户名', 30),
  role: optionalChoice('角色', roleKeys),
  state: optionalChoice('状态', ['open', 'disabled']),
  after: optionalText('翻页', 40),
  before: optionalText('翻页', 40),
}

/** The list of accounts a query asks for, in words. */
export async function userList(
  { query: input, rows }: Pick<Visit, 'query' | 'rows'>,
  users: UserStore,
  people: People,
  now: number,
  mayCreate: boolean,
) {
  const { after, before, ...filter } = parseInput(query, input)
  const [page, total, unitNames] = await Promise.all([
    users.page(filter, { after, before }, rows),
    users.count(filter),
    namesOf(people),
  ])
  const first = page.users[0]?.username
  const last = page.users.at(-1)?.username
  return {
    mayCreate,
    filters: filtersOf(input),
    chips: chipsOf(filter),
    rows: page.users.map(user => userRow(user, unitNames, now)),
    summary: `共 ${count(total)} 个账号，按用户名排序`,
    empty: emptyOf(filter),
    paging: {
      summary: `本页 ${page.users.length} 个`,
      previous: page.hasPrevious && first ? linkOf({ ...filter, before: first }) : null,
      next: page.hasNext && last ? linkOf({ ...filter, after: last }) : null,
    },
  }
}

/** Units by id. */
export async function namesOf(people: People): Promise<ReadonlyMap<string, string>> {
  return new Map((await people.units()).map(unit => [unit.id, unit.name]))
}

function filtersOf(typed: Input, errors: FieldErrors = {}) {
  const options = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }))
  return {
    q: field('q', '账号', typed, errors, { placeholder: '姓名或用户名' }),
    role: select('role', '角色', options({ ...roles, none: '未授予角色' }), typed, errors, { blank: '全部' }),
    state: select('state', '状态', options(states), typed, errors, { blank: '全部' }),
  }
}

function chipsOf(filter: UserFilter) {
  const { q, role, state } = filter
  const roleName = role === null ? '' : role === 'none' ? '未授予角色' : roles[role]
  const all = [
    { label: '账号', value: q, without: linkOf({ ...filter, q: '' }) },
    { label: '角色', value: roleName, without: linkOf({ ...filter, role: null }) },
    { label: '状态', value: state === null ? '' : states[state], without: linkOf({ ...filter, state: null }) },
  ]
  return all.filter(chip => chip.value !== '')
}

const emptyOf = ({ q, role, state }: UserFilter) =>
  q === '' && role === null && state === null
    ? { sentence: '还没有账号。', path: '', verb: '' }
    : { sentence: '没有符合这些条件的账号。', path: '/users', verb: '清除筛选' }

function linkOf(values: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length === 0 ? '/users' : `/users?${new URLSearchParams(given)}`
}
