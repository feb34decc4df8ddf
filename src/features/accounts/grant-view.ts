import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { roles } from '../../domain/access/roles.ts'
import { decisionFault, type GrantKind, grantKinds } from '../../domain/access/separation.ts'
import { type FieldErrors, field, select } from '../../web/form.ts'
import type { Input } from '../../web/route.ts'
import { type Grant, grantStates } from './grant-model.ts'
import { momentText } from './words.ts'

/** What a proposal asks for: 授予角色：单位联络员（凤城街道）. */
function grantText(grant: Grant, unitNames: ReadonlyMap<string, string>): string {
  if (grant.role === null) return grantKinds[grant.kind]
  const unit = grant.unitId === null ? null : (unitNames.get(grant.unitId) ?? grant.unitId)
  const scope = unit ?? grant.cadreId
  return `${grantKinds[grant.kind]}：${roles[grant.role]}${scope === null ? '' : `（${scope}）`}`
}

export const grantRow = (grant: Grant, unitNames: ReadonlyMap<string, string>) => ({
  path: `/grants/${grant.id}`,
  user: `${grant.userName}（${grant.username}）`,
  what: grantText(grant, unitNames),
  state: grantStates[grant.state],
  proposed: `${grant.proposedBy.name}　${momentText(grant.proposedAt)}`,
  decided: grant.decidedBy === null ? '—' : `${grant.decidedBy.name}　${momentText(grant.decidedAt)}`,
})

/** One proposal, with the forms of its decision when this person may decide it. */
export function grantView(
  grant: Grant,
  unitNames: ReadonlyMap<string, string>,
  actor: Actor,
  typed: Input,
  errors: FieldErrors,
) {
  const row = grantRow(grant, unitNames)
  const isOpen = grant.state === 'proposed'
  const fault = decisionFault(actor, grant.proposedBy.id, grant.userId)
  const decides = isOpen && can(actor, 'users.confirm')
  return {
    ...row,
    title: row.what,
    trail: [{ label: '授权确认', path: '/grants' }],
    facts: [
      { label: '账号', value: row.user },
      { label: '提出', value: row.proposed },
      { label: '理由', value: grant.reason },
      { label: '状态', value: row.state },
      { label: '办理', value: row.decided },
      { label: '退回原因', value: grant.note || '—' },
    ],
    userPath: `/users/${grant.userId}`,
    mayDecide: decides && fault === null,
    hint: !isOpen ? '' : decides ? (fault ?? '') : '由系统管理员确认后生效。',
    errors,
    note: field('note', '退回原因', typed, errors, { required: true, maxlength: 200 }),
  }
}

const titles: Readonly<Record<GrantKind, string>> = {
  role: '申请授予角色',
  reset: '申请重置口令',
  enable: '申请恢复启用',
}
const leads: Readonly<Record<GrantKind, string>> = {
  role: '一个账号只有一个角色；由系统管理员确认后生效。',
  reset: '系统管理员确认后得到一次性口令，转交本人；七天内首次登录并改口令。',
  enable: '系统管理员确认后可以登录，口令不变。',
}

export interface ProposalForm {
  readonly kind: GrantKind
  readonly user: { readonly id: string; readonly name: string; readonly username: string }
  readonly units: readonly { readonly id: string; readonly name: string }[]
  readonly typed: Input
  readonly errors: FieldErrors
}

/** The form that proposes something for an account. */
export function proposalForm({ kind, user, units, typed, errors }: ProposalForm) {
  const roleChoices = Object.entries(roles).map(([value, label]) => ({ value, label }))
  const unitChoices = units.map(unit => ({ value: unit.id, label: unit.name }))
  return {
    title: titles[kind],
    lead: leads[kind],
    trail: [
      { label: '账号', path: '/users' },
      { label: user.name, path: `/users/${user.id}` },
    ],
    account: `${user.name}（${user.username}）`,
    action: `/users/${user.id}/grants`,
    cancel: `/users/${user.id}`,
    kind,
    asksRole: kind === 'role',
    errors,
    role: select('role', '角色', roleChoices, typed, errors, { required: true, blank: '请选择' }),
    unitId: select('unitId', '所联系的单位', unitChoices, typed, errors, {
      blank: '不适用',
      help: '只有单位联络员需要填写。',
    }),
    cadreId: field('cadreId', '干部编号', typed, errors, { help: '只有干部本人的账号需要填写，编号由干部科提供。' }),
    reason: field('reason', '理由', typed, errors, { required: true, maxlength: 200 }),
  }
}
