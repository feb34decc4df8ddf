import { can } from '../../domain/access/rights.ts'
import { type FieldErrors, field } from '../../web/form.ts'
import { parseInput, text } from '../../web/parse.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../web/route.ts'
import type { GrantStore } from './grant-store.ts'
import { type AccountParts, askedBy, ms } from './parts.ts'
import type { People } from './people.ts'
import { namesOf, userList } from './user-list.ts'
import type { UserService } from './user-service.ts'
import { userView } from './user-view.ts'

export interface UserRouteParts extends Pick<AccountParts, 'users' | 'realClock'> {
  readonly service: UserService
  readonly grants: GrantStore
  readonly people: People
}

const idOf = ({ params }: Visit): string => params.id ?? ''

export function userRoutes({ service, users, grants, people, realClock }: UserRouteParts): Route[] {
  const now = () => ms(realClock.now())

  return [
    {
      method: 'GET',
      path: '/users',
      right: 'users.read',
      audit: 'users.list',
      handle: async visit =>
        page('accounts/users', '账号', await userList(visit, users, people, now(), can(visit.actor, 'users.create'))),
    },
    {
      method: 'GET',
      path: '/users/new',
      right: 'users.create',
      audit: 'users.form',
      handle: visit => newForm(visit, {}),
    },
    {
      method: 'POST',
      path: '/users',
      right: 'users.create',
      audit: 'users.create',
      async handle(visit) {
        const typed = parseInput({ username: text('用户名', 64), name: text('姓名', 30) }, visit.body)
        const id = await service.create(visit.actor, typed, askedBy(visit))
        visit.session.flash('账号已建立，还不能登录：请安全管理员提出授予角色。')
        return redirect(`/users/${id}`)
      },
      again: newForm,
    },
    {
      method: 'GET',
      path: '/users/:id',
      right: 'users.read',
      audit: 'users.read',
      async handle(visit) {
        const user = await service.user(idOf(visit))
        const [proposed, unitNames] = await Promise.all([grants.ofUser(user.id), namesOf(people)])
        const model = userView({ user, grants: proposed, unitNames, actor: visit.actor, now: now() })
        return page('accounts/user', model.title, model)
      },
    },
    {
      method: 'POST',
      path: '/users/:id/unlocking',
      right: 'users.grant',
      audit: 'users.unlock',
      async handle(visit) {
        await service.unlock(visit.actor, idOf(visit), askedBy(visit))
        visit.session.flash('已解锁，可以重新登录。')
        return redirect(`/users/${idOf(visit)}`)
      },
    },
    {
      method: 'GET',
      path: '/users/:id/disabling',
      right: 'users.grant',
      audit: 'users.disabling-form',
      handle: visit => disablingForm(visit, {}),
    },
    {
      method: 'POST',
      path: '/users/:id/disabling',
      right: 'users.grant',
      audit: 'users.disable',
      async handle(visit) {
        const { reason } = parseInput({ reason: text('理由', 200) }, visit.body)
        await service.disable(visit.actor, idOf(visit), reason, askedBy(visit))
        visit.session.flash('账号已停用，正在使用的登录已退出。')
        return redirect(`/users/${idOf(visit)}`)
      },
      again: disablingForm,
    },
  ]

  async function disablingForm(visit: Visit, errors: FieldErrors): Promise<Answer> {
    const user = await service.user(idOf(visit))
    const reason = field('reason', '理由', visit.body, errors, { required: true, maxlength: 200 })
    const model = {
      errors,
      reason,
      account: `${user.name}（${user.username}）`,
      path: `/users/${user.id}`,
      action: `/users/${user.id}/disabling`,
    }
    return page('accounts/disabling', '停用账号', model)
  }
}

async function newForm({ body }: Visit, errors: FieldErrors): Promise<Answer> {
  const need = { required: true }
  const model = {
    errors,
    trail: [{ label: '账号', path: '/users' }],
    name: field('name', '姓名', body, errors, {
      ...need,
      maxlength: 30,
      help: '与已有人员同名时注明单位，如“王伟（东村）”。',
    }),
    username: field('username', '用户名', body, errors, {
      ...need,
      maxlength: 32,
      help: '小写字母开头，可用小写字母、数字、点、横线、下划线。建立后不能更改。',
    }),
  }
  return page('accounts/user-new', '建立账号', model)
}
