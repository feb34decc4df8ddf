import { mustChangePassword } from '../../domain/access/accounts.ts'
import type { FieldErrors } from '../../web/form.ts'
import { parseInput } from '../../web/parse.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { secret } from './inputs.ts'
import type { OwnAccountService } from './own-account-service.ts'
import { ownAccountView, passwordForm } from './own-account-view.ts'
import { type AccountParts, askedBy, ms } from './parts.ts'

const fields = { old: secret('原口令'), fresh: secret('新口令'), repeated: secret('再输一次') }

export function ownAccountRoutes(
  service: OwnAccountService,
  { policy, realClock }: Pick<AccountParts, 'policy' | 'realClock'>,
): Route[] {
  const form = async ({ actor }: Visit, errors: FieldErrors): Promise<Answer> => {
    const forced = mustChangePassword(await service.account(actor), policy, ms(realClock.now()))
    return page('accounts/password', '修改口令', passwordForm(errors, policy, forced))
  }

  return [
    {
      method: 'GET',
      path: '/account',
      right: 'signed-in',
      audit: 'account.read',
      handle: async ({ actor }) =>
        page('accounts/account', '我的账号', ownAccountView(await service.account(actor), policy)),
    },
    {
      method: 'GET',
      path: '/account/password',
      right: 'signed-in',
      audit: 'passwords.form',
      handle: visit => form(visit, {}),
    },
    {
      method: 'POST',
      path: '/account/password',
      right: 'signed-in',
      audit: 'passwords.change',
      async handle(visit) {
        await service.changePassword(visit.actor, parseInput(fields, visit.body), askedBy(visit))
        // All sessions are over now, this one too: the person goes on in a new one.
        await visit.session.signIn(visit.actor.userId)
        visit.session.flash('口令已修改，其他设备上的登录已退出。')
        return redirect('/account')
      },
      again: form,
    },
  ]
}
