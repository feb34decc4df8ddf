import type { DutyRole } from '../evidence/entries.ts'

/** The roles of a duty as a clerk reads them, the greatest first. */
export const dutyRoles: readonly { readonly role: DutyRole; readonly label: string }[] = [
  { role: 'chief', label: '主要负责人' },
  { role: 'charge', label: '分管' },
  { role: 'specific', label: '具体' },
]

export const dutyRoleLabel = (role: DutyRole): string => dutyRoles.find(one => one.role === role)?.label ?? role
