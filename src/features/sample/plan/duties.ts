import type { Day } from '../../../domain/time/days.ts'
import { finalPost, postOn } from './posts.ts'
import type { Random } from './random.ts'
import { FIRST_DAY, type PlannedCadre, type PlannedDuty } from './types.ts'
import { FOLLOWING_UNIT, type PlannedUnit, plannedUnits, REORGANISED_ON } from './unit-list.ts'

/** The field of the hotline, as the rules name it. */
export const HOTLINE = '12345'

/** Fields of work somebody is in charge of, by kind of unit. */
export const fieldsOfWork: Readonly<Record<PlannedUnit['kind'], readonly string[]>> = {
  town: [HOTLINE, '党建', '项目建设', '安全生产', '信访稳定', '乡村振兴', '生态环保', '民生保障'],
  department: [HOTLINE, '党建', '项目服务', '安全生产', '信访稳定', '营商环境', '民生实事', '政策落实'],
  enterprise: ['经营管理', '党建', '安全生产', '项目建设', '信访稳定', '职工服务'],
  other: [],
}

/** Duties as they begin: each unit one 主要负责人 and its fields in charge; in `withoutHotline` nobody for 12345. */
export function planDuties(seed: Random, cadres: readonly PlannedCadre[], withoutHotline: string): PlannedDuty[] {
  const chance = seed.fork('duties')
  const first = plannedUnits.flatMap(unit => {
    const members = cadres.filter(cadre => postOn(cadre, FIRST_DAY)?.unit === unit.code)
    return dutiesOf(chance, unit, members, withoutHotline)
  })
  const own = new Map<string, PlannedDuty[]>()
  for (const duty of first) own.set(duty.cadre, [...(own.get(duty.cadre) ?? []), duty])
  return [...first, ...cadres.flatMap(cadre => laterDuties(chance, cadre, cadres, own))]
}

function dutiesOf(
  chance: Random,
  unit: PlannedUnit,
  members: readonly PlannedCadre[],
  withoutHotline: string,
): PlannedDuty[] {
  const duty = (cadre: PlannedCadre, field: string, role: PlannedDuty['role']): PlannedDuty => {
    const since = finalSince(cadre)
    return { unit: unit.code, cadre: cadre.idNumber, field, role, from: since > '2021-01-01' ? since : '2021-01-01' }
  }
  const [chief, ...others] = members
  if (chief === undefined) return []
  const fields = fieldsOfWork[unit.kind].filter(field => unit.code !== withoutHotline || field !== HOTLINE)
  const charges = others.slice(0, fields.length)
  const rest = others.slice(fields.length)
  const given = [...fields.slice(1), ...fields.slice(0, 1)]
  return [
    duty(chief, '全面工作', 'chief'),
    ...charges.map((cadre, index) => duty(cadre, given[index] ?? '党建', 'charge')),
    ...rest.map(cadre => duty(cadre, chance.pick(fields), 'specific')),
  ]
}

const finalSince = ({ posts }: PlannedCadre): Day => posts[0]?.from ?? FIRST_DAY

/** Who comes or moves: the office brings its duties along, or takes those of the one it changes places with. */
function laterDuties(
  chance: Random,
  cadre: PlannedCadre,
  cadres: readonly PlannedCadre[],
  first: ReadonlyMap<string, readonly PlannedDuty[]>,
): PlannedDuty[] {
  const { unit, title, from } = finalPost(cadre)
  const duties = (of: string): PlannedDuty[] =>
    (first.get(of) ?? []).map(duty => ({ ...duty, unit, cadre: cadre.idNumber, from }))
  if (unit === FOLLOWING_UNIT && from === REORGANISED_ON) return duties(cadre.idNumber)
  if (cadre.posts.length > 1) {
    const partner = cadres.find(
      other => other.posts[0]?.unit === unit && other.posts[0].title === title && other.posts[1]?.from === from,
    )
    return partner === undefined ? [] : duties(partner.idNumber)
  }
  if (cadre.joinsOn === FIRST_DAY) return []
  const kind = plannedUnits.find(({ code }) => code === unit)?.kind ?? 'department'
  return [
    { unit, cadre: cadre.idNumber, field: chance.pick(fieldsOfWork[kind]), role: 'specific', from: cadre.joinsOn },
  ]
}
