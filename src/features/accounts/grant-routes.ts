import { type Role, roles } from '../../domain/access/roles.ts'
import { type GrantKind, grantKinds } from '../../domain/access/separation.ts'
import { NotFound } from '../../domain/errors.ts'
import { type FieldErrors, select } from '../../web/form.ts'
import { count } from '../../web/format.ts'
import { choice, optionalChoice, optionalInteger, optionalText, parseInput, text } from '../../web/parse.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { type GrantState, grantStates } from './grant-model.ts'
import type { GrantService } from './grant-service.ts'
import type { GrantStore } from './grant-store.ts'
import { grantRow, grantView, proposalForm } from './grant-view.ts'
import { askedBy } from './parts.ts'
import type { People } from './people.ts'
import { namesOf } from './user-list.ts'
import type { UserService } from './user-service.ts'

export interface GrantRouteParts {
  readonly service: GrantService
  readonly users: UserService
  readonly grants: GrantStore
  readonly people: People
}

const kinds = Object.keys(grantKinds) as GrantKind[]
const states = Object.keys(grantStates) as GrantState[]
const proposal = {
  kind: choice('申请事项', kinds),
  role: optionalChoice('角色', Object.keys(roles) as Role[]),
  unitId: optionalText('所联系的单位', 64),
  cadreId: optionalText('干部编号', 64),
  reason: text('理由', 200),
}
const idOf = ({ params }: Visit): string => params.id ?? ''

export function grantRoutes({ service, users, grants, people }: GrantRouteParts): Route[] {
  return [
    {
      method: 'GET',
      path: '/users/:id/grants/new',
      right: 'users.grant',
      audit: 'grants.form',
      async handle(visit) {
        const { kind } = parseInput({ kind: choice('申请事项', kinds) }, visit.query)
        return proposalPage(visit, kind, {})
      },
    },
    {
      method: 'POST',
      path: '/users/:id/grants',
      right: 'users.grant',
      audit: 'grants.propose',
      async handle(visit) {
        await service.propose(visit.actor, idOf(visit), parseInput(proposal, visit.body), askedBy(visit))
        visit.session.flash('申请已提出，由系统管理员确认后生效。')
        return redirect(`/users/${idOf(visit)}`)
      },
      async again(visit, errors) {
        const kind = kinds.find(one => one === visit.body.kind)
        if (kind === undefined) throw new NotFound()
        return proposalPage(visit, kind, errors)
      },
    },
    { method: 'GET', path: '/grants', right: 'users.read', audit: 'grants.list', handle: list },
    {
      method: 'GET',
      path: '/grants/:id',
      right: 'users.read',
      audit: 'grants.read',
      handle: visit => grantPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/grants/:id/confirmation',
      right: 'users.confirm',
      audit: 'grants.confirm',
      async handle(visit) {
        parseInput({}, visit.body)
        const { grant, password } = await service.confirm(visit.actor, idOf(visit), askedBy(visit))
        if (password !== null) {
          const { userName, username } = grant
          return page('accounts/one-time', '一次性口令', { userName, username, password })
        }
        visit.session.flash('已确认，即时生效。')
        return redirect(`/grants/${grant.id}`)
      },
      again: grantPage,
    },
    {
      method: 'POST',
      path: '/grants/:id/refusal',
      right: 'users.confirm',
      audit: 'grants.refuse',
      async handle(visit) {
        const { note } = parseInput({ note: text('退回原因', 200) }, visit.body)
        await service.refuse(visit.actor, idOf(visit), note, askedBy(visit))
        visit.session.flash('已退回。')
        return redirect('/grants')
      },
      again: grantPage,
    },
  ]

  async function proposalPage(visit: Visit, kind: GrantKind, errors: FieldErrors): Promise<Answer> {
    const [user, units] = await Promise.all([users.user(idOf(visit)), people.units()])
    const model = proposalForm({ kind, user, units, typed: visit.body, errors })
    return page('accounts/grant-new', model.title, model)
  }

  async function grantPage(visit: Visit, errors: FieldErrors): Promise<Answer> {
    const grant = await grants.byId(idOf(visit))
    if (grant === null) throw new NotFound()
    const model = grantView(grant, await namesOf(people), visit.actor, visit.body, errors)
    return page('accounts/grant', model.title, model)
  }

  async function list({ query, rows }: Visit): Promise<Answer> {
    const { state, before } = parseInput(
      { state: optionalChoice('状态', states), before: optionalInteger('翻页') },
      query,
    )
    const [found, total, unitNames] = await Promise.all([
      grants.page(state, before, rows),
      grants.count(state),
      namesOf(people),
    ])
    const last = found.length === rows ? found.at(-1) : undefined
    const kept = state === null ? '' : `&state=${state}`
    const choices = Object.entries(grantStates).map(([value, label]) => ({ value, label }))
    return page('accounts/grants', '授权确认', {
      state: select('state', '状态', choices, query, {}, { blank: '全部' }),
      rows: found.map(grant => grantRow(grant, unitNames)),
      summary: `共 ${count(total)} 件，按提出时间由近到远`,
      paging: {
        summary: `本页 ${found.length} 件`,
        previous: null,
        next: last ? `/grants?before=${last.proposedAt}${kept}` : null,
      },
    })
  }
}
