/** The roles of accounts. One account has one role, so the three administrators (三员) can never be joined in one person's account. */
export const roles = {
  sys: '系统管理员',
  sec: '安全管理员',
  aud: '审计管理员',
  section: '干部科',
  supervision: '干部监督科',
  deputy: '分管副部长',
  leader: '部领导',
  hr: '人事专员',
  liaison: '单位联络员',
  cadre: '干部',
} as const

export type Role = keyof typeof roles

/** Administrators of the system: they see no personnel data at all. */
export const administrators: readonly Role[] = ['sys', 'sec', 'aud']

/** Who is acting. `unitId` bounds a liaison, `cadreId` bounds a cadre to their own file. */
export interface Actor {
  readonly userId: string
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly unitId: string | null
  readonly cadreId: string | null
}
