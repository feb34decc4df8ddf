import type { Role } from '../../domain/access/roles.ts'

/** What accounts must know of the roster. An administrator sees no personnel data: a cadre is only there or not. */
export interface People {
  units(): Promise<readonly { readonly id: string; readonly name: string }[]>
  hasCadre(cadreId: string): Promise<boolean>
}

/** What is missing or unknown of a role and its data scope: field → sentence. */
export async function scopeFaults(
  { role, unitId, cadreId }: { readonly role: Role | null; readonly unitId: string; readonly cadreId: string },
  people: People,
): Promise<Record<string, string>> {
  if (role === null) return { role: '角色：请选择。' }
  if (role === 'liaison') {
    const known = (await people.units()).some(unit => unit.id === unitId)
    return known ? {} : { unitId: '所联系的单位：请从列出的单位中选择。' }
  }
  if (role === 'cadre') {
    const known = cadreId !== '' && (await people.hasCadre(cadreId))
    return known ? {} : { cadreId: '干部编号：名册中没有这个编号，请向干部科核对。' }
  }
  return {}
}
