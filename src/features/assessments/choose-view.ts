import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import { field, initially } from '../../web/form.ts'

/** Choosing whom a new 考察 is about. */
export function chooseView(q: string, found: readonly Cadre[], units: readonly Unit[]) {
  const names = new Map(units.map(unit => [unit.id, unit.name]))
  return {
    q: field('q', '考察对象', initially({ q }), {}, { placeholder: '姓名或拼音' }),
    asked: q !== '',
    rows: found.map(({ id, name, post }) => ({
      name,
      path: `/assessments/new?cadre=${id}`,
      unit: names.get(post?.unitId ?? '') ?? '—',
      title: post?.title ?? '没有现任职务',
    })),
  }
}
