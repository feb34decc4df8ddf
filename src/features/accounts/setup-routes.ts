import type { PasswordPolicy } from '../../domain/access/password-policy.ts'
import { roles } from '../../domain/access/roles.ts'
import { type FieldErrors, field } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { parseInput, text } from '../../web/parse.ts'
import { type Answer, type Input, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { secret } from './inputs.ts'
import { passwordHelp } from './own-account-view.ts'
import { askedBy } from './parts.ts'
import { type FounderRole, type Founders, founderRoles, type SetupService } from './setup-service.ts'

const of = (role: FounderRole) => ({
  name: text(`${roles[role]}的姓名`, 30),
  username: text(`${roles[role]}的用户名`, 64),
  password: secret(`${roles[role]}的口令`),
})

const fields = {
  code: text('设置码', 100),
  ...Object.fromEntries(
    founderRoles.flatMap(role => Object.entries(of(role)).map(([name, schema]) => [`${role}.${name}`, schema])),
  ),
}

export function setupRoutes(service: SetupService, policy: PasswordPolicy): Route[] {
  const again = async ({ body }: Visit, errors: FieldErrors): Promise<Answer> => {
    await service.check(first(body, 'code'))
    return form(body, errors, policy)
  }
  return [
    {
      method: 'GET',
      path: '/setup',
      right: 'anyone',
      audit: 'setup.form',
      async handle({ query }) {
        await service.check(first(query, 'code'))
        return form(query, {}, policy)
      },
    },
    {
      method: 'POST',
      path: '/setup',
      right: 'anyone',
      audit: 'setup.complete',
      async handle(visit) {
        await service.check(first(visit.body, 'code'))
        const typed = parseInput(fields, visit.body) as Readonly<Record<string, string>>
        await service.found(first(visit.body, 'code'), foundersOf(typed), askedBy(visit))
        visit.session.flash('三员账号已建立。请各人登录，并在首次登录时改口令。')
        return redirect('/sign-in')
      },
      again,
    },
  ]
}

function foundersOf(typed: Readonly<Record<string, string>>): Founders {
  const founder = (role: FounderRole) => ({
    name: typed[`${role}.name`] ?? '',
    username: typed[`${role}.username`] ?? '',
    password: typed[`${role}.password`] ?? '',
  })
  return { sys: founder('sys'), sec: founder('sec'), aud: founder('aud') }
}

const duties: Readonly<Record<FounderRole, string>> = {
  sys: '建账号、确认授权；看不到业务数据。',
  sec: '提出授权、重置口令、解锁和停用；看不到业务数据。',
  aud: '看审计日志；不能改日志，看不到业务数据。',
}

function form(typed: Input, errors: FieldErrors, policy: PasswordPolicy): Answer {
  const need = { required: true }
  const founders = founderRoles.map((role, index) => ({
    roleName: roles[role],
    duty: duties[role],
    name: field(`${role}.name`, '姓名', typed, errors, need),
    username: field(`${role}.username`, '用户名', typed, errors, { ...need, placeholder: '例如 zhangsan' }),
    password: field(`${role}.password`, '初始口令', {}, errors, {
      ...need,
      autocomplete: 'new-password',
      ...(index === 0 ? { help: passwordHelp(policy) } : {}),
    }),
  }))
  const model = { errors, code: first(typed, 'code'), founders }
  return page('accounts/setup', '初始设置', model)
}
