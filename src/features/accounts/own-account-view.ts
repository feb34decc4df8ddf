import { passwordDueAt, type User } from '../../domain/access/accounts.ts'
import type { PasswordPolicy } from '../../domain/access/password-policy.ts'
import { roles } from '../../domain/access/roles.ts'
import { type FieldErrors, field } from '../../web/form.ts'
import { dayText } from '../../web/format.ts'
import { dayAt, momentText } from './words.ts'

/** One's own account, in words. */
export function ownAccountView(user: User, policy: PasswordPolicy) {
  const due = passwordDueAt(user, policy)
  return {
    facts: [
      { label: '用户名', value: user.username },
      { label: '姓名', value: user.name },
      { label: '角色', value: user.role === null ? '未授予' : roles[user.role] },
      { label: '本次登录', value: momentText(user.lastSignInAt) },
      { label: '口令修改', value: dayText(dayAt(user.passwordChangedAt)) },
      { label: '口令到期', value: due === null ? '不限' : dayText(dayAt(due)) },
    ],
  }
}

const demands: Readonly<Record<PasswordPolicy, string>> = {
  dengbao:
    '12 至 128 个字符；大写字母、小写字母、数字、符号（含空格）、汉字中至少三类；不含用户名、姓名拼音和单位名称。90 天更换一次。',
  asvs: '12 至 128 个字符，可以用空格和汉字；不含用户名、姓名拼音和单位名称，不用常见口令。',
}

/** The form of a new password. Nothing typed is shown again. `forced`: nothing else opens before. */
export function passwordForm(errors: FieldErrors, policy: PasswordPolicy, forced: boolean) {
  const fresh = { required: true, autocomplete: 'new-password' }
  return {
    errors,
    forced,
    old: field('old', '原口令', {}, errors, { required: true, autocomplete: 'current-password' }),
    fresh: field('fresh', '新口令', {}, errors, { ...fresh, help: demands[policy] }),
    repeated: field('repeated', '再输一次新口令', {}, errors, fresh),
  }
}

export const passwordHelp = (policy: PasswordPolicy): string => demands[policy]
