import type { Actor } from '../../domain/access/roles.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import { field, initially } from '../../web/form.ts'
import { noRoster } from '../people/index.ts'

/** Choosing whom a new 考察 is about. */
export function chooseView(actor: Actor, q: string, found: readonly Cadre[], units: readonly Unit[]) {
  const names = new Map(units.map(unit => [unit.id, unit.name]))
  return {
    q: field('q', '考察对象', initially({ q }), {}, { placeholder: '姓名或拼音' }),
    nothing: nothingFor(actor, q, units),
    rows: found.map(({ id, name, post }) => ({
      name,
      path: `/assessments/new?cadre=${id}`,
      unit: names.get(post?.unitId ?? '') ?? '—',
      title: post?.title ?? '没有现任职务',
    })),
  }
}

function nothingFor(actor: Actor, q: string, units: readonly Unit[]) {
  if (units.length === 0) return noRoster(actor)
  return q === ''
    ? { sentence: '输入姓名、拼音或首字母，点查询。', path: '', verb: '' }
    : { sentence: '没有找到这名干部。请核对姓名，或先导入名册。', path: '/assessments/new', verb: '重新查找' }
}
