import { type FieldErrors, field } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { optionalText, parseInput, text } from '../../web/parse.ts'
import { ownPathOr } from '../../web/paths.ts'
import { type Answer, type Input, page, type Route, redirect } from '../../web/route.ts'
import { secret } from './inputs.ts'
import { askedBy } from './parts.ts'
import type { SignInService } from './sign-in-service.ts'

const fields = { username: text('用户名', 64), password: secret('口令'), next: optionalText('返回地址', 1000) }

const refused = '用户名或口令不正确，或账号暂时不能登录。连续输错 5 次会锁定 15 分钟；忘记口令请联系安全管理员。'
const wait = '这台电脑短时间内登录失败次数过多，请一分钟后再试。'

export function signInRoutes(service: SignInService): Route[] {
  return [
    {
      method: 'GET',
      path: '/sign-in',
      right: 'anyone',
      audit: 'sign-ins.form',
      handle: async visit => form({ next: first(visit.query, 'next') }, {}),
    },
    {
      method: 'POST',
      path: '/sign-in',
      right: 'anyone',
      audit: 'sign-ins.create',
      async handle({ body, session, requestId, address }) {
        const { username, password, next } = parseInput(fields, body)
        const result = await service.signIn(username, password, { requestId, address })
        // What was typed is not shown again: the answer to any refused try is the same to the last byte.
        if (result.outcome === 'refused') return form({ next }, { '': refused }, 422)
        if (result.outcome === 'wait') return form({ next }, { '': wait }, 429)
        // A second factor belongs here: the session it confirms is begun only after it.
        await session.signIn(result.userId)
        return redirect(ownPathOr(next, '/'))
      },
      again: async (visit, errors) => form(visit.body, errors),
    },
    {
      method: 'POST',
      path: '/sign-out',
      right: 'signed-in',
      audit: 'sign-outs.create',
      async handle(visit) {
        await service.signOut(visit.actor, askedBy(visit))
        await visit.session.signOut()
        return redirect('/sign-in')
      },
    },
  ]
}

function form(typed: Input, errors: FieldErrors, status?: number): Answer {
  const model = {
    errors,
    next: first(typed, 'next'),
    username: field('username', '用户名', typed, errors, { autocomplete: 'username', maxlength: 64 }),
    password: field('password', '口令', {}, errors, { autocomplete: 'current-password' }),
  }
  return page('accounts/sign-in', '登录', model, status)
}
