import { addDays, type Day, dayFrom } from '../../../domain/time/days.ts'
import { birthDayOf, fieldsOf, idNumberer } from './cadre-fields.ts'
import { namer } from './names.ts'
import { finalPost } from './posts.ts'
import type { Random } from './random.ts'
import { FIRST_DAY, type PlannedCadre, type PlannedPost } from './types.ts'
import { CLOSED_UNIT, FOLLOWING_UNIT, type PlannedUnit, plannedUnits, REORGANISED_ON } from './unit-list.ts'

/** Days on which new people come, and how many. */
export const arrivals: readonly { readonly on: Day; readonly count: number }[] = [
  { on: '2021-09-01', count: 6 },
  { on: '2022-02-21', count: 8 },
]

const townDeputies =
  '党委副书记 党委委员、副镇长 党委委员、组织委员 党委委员、宣传委员 党委委员、纪委书记 党委委员、政法委员 党委委员、武装部长 副镇长 副镇长 四级调研员'
const departmentDeputies = '党组副书记、副@ 党组成员、副@ 党组成员、副@ 副@ 党组成员 政工科科长 办公室主任 综合科科长'
const sections = '业务一科 业务二科 业务三科 政策法规科 督查科 财务科 信息科 服务科 规划科 安全监管科'
const enterpriseDeputies =
  '总经理 党委副书记 副总经理 副总经理 总会计师 工会主席 纪委书记 综合部部长 项目部部长 安全部部长'

/** Every cadre of the sample with the posts of the year: 820 at the end. Two of them share one name. */
export function planCadres(seed: Random): PlannedCadre[] {
  const maker = cadreMaker(seed)
  const cadres = plannedUnits
    .filter(unit => unit.code !== FOLLOWING_UNIT)
    .flatMap(unit => titlesOf(unit).map((title, index) => maker(unit, title, index < unit.heads)))
  return moved(seed.fork('moves'), namesakes(reorganised(cadres)))
}

function cadreMaker(seed: Random): (unit: PlannedUnit, title: string, head: boolean) => PlannedCadre {
  const chance = seed.fork('cadres')
  const nameFor = namer(seed.fork('names'))
  const idFor = idNumberer(seed.fork('ids'))
  return (unit, title, head) => {
    const sex = chance.chance(0.74) ? '男' : '女'
    const birthDay = birthDayOf(chance, head)
    const from = dayFrom(chance.int(2016, 2020), chance.int(1, 12), chance.pick([1, 8, 15, 22]))
    const post = { head, year: Number(from.slice(0, 4)), place: unit.name }
    return {
      idNumber: idFor(birthDay, sex),
      name: nameFor(sex),
      sex,
      fields: fieldsOf(chance, birthDay, post),
      posts: [{ unit: unit.code, title, head, from }],
      joinsOn: FIRST_DAY,
    }
  }
}

function titlesOf(unit: PlannedUnit): string[] {
  const second = { town: secondInTown(unit), department: '党组书记', enterprise: '总经理', other: '' }[unit.kind]
  const heads = [`${unit.kind === 'town' ? townParty(unit) : ''}${unit.headTitle}`, second].slice(0, unit.heads)
  const deputies = Array.from({ length: unit.size - unit.heads }, (_, index) => deputyTitle(unit, index))
  return [...heads, ...deputies]
}

const isStreet = ({ name }: PlannedUnit): boolean => !name.endsWith('镇')
const townParty = (unit: PlannedUnit): string => (isStreet(unit) ? '党工委' : '党委')
const secondInTown = (unit: PlannedUnit): string => (isStreet(unit) ? '主任' : '镇长')

function deputyTitle(unit: PlannedUnit, index: number): string {
  if (unit.kind === 'enterprise') return enterpriseDeputies.split(' ')[index] ?? '副总经理'
  if (unit.kind === 'town') {
    const title = townDeputies.split(' ')[index] ?? '副镇长'
    return isStreet(unit) ? title.replaceAll('党委', '党工委').replaceAll('副镇长', '副主任') : title
  }
  const titles = departmentDeputies.split(' ')
  const list = sections.split(' ')
  const section = `${list[(index - titles.length) % list.length]}${index < titles.length + list.length ? '科长' : '副科长'}`
  return (titles[index]?.replace('@', unit.headTitle.replace('常务副', '')) ?? section).replace('科科长', '科科长')
}

/** Two people of one name, in different units and of different ages. */
function namesakes(cadres: readonly PlannedCadre[]): PlannedCadre[] {
  const first = cadres.find(cadre => cadre.sex === '男' && cadre.name.length === 2)
  const second = cadres.findLast(cadre => cadre.sex === '男' && cadre.name.length === 2)
  if (first === undefined || second === undefined) throw new Error('no two to share a name')
  return cadres.map(cadre => (cadre === second ? { ...cadre, name: first.name } : cadre))
}

const then = (cadre: PlannedCadre, post: PlannedPost): PlannedCadre => ({ ...cadre, posts: [...cadre.posts, post] })

/** Everybody of the unit that is closed goes to the one that follows it, in the same office. */
function reorganised(cadres: readonly PlannedCadre[]): PlannedCadre[] {
  return cadres.map(cadre => {
    const post = finalPost(cadre)
    return post.unit === CLOSED_UNIT ? then(cadre, { ...post, unit: FOLLOWING_UNIT, from: REORGANISED_ON }) : cadre
  })
}

/** Days on which pairs of deputies change places, and how many pairs. */
export const exchanges: readonly { readonly on: Day; readonly pairs: number }[] = [
  { on: '2021-10-18', pairs: 6 },
  { on: '2022-03-14', pairs: 4 },
]

/** New people among the deputies, and exchanges between departments. */
function moved(chance: Random, cadres: readonly PlannedCadre[]): PlannedCadre[] {
  const movable = chance.shuffle(cadres.filter(cadre => cadre.posts.length === 1 && mayMove(finalPost(cadre))))
  const changed = new Map<string, PlannedCadre>()
  for (const { on, count } of arrivals) {
    for (const cadre of movable.splice(0, count)) changed.set(cadre.idNumber, arrived(cadre, on))
  }
  for (const { on, pairs } of exchanges) {
    for (let i = 0; i < pairs; i += 1) {
      const one = movable.shift()
      const at = movable.findIndex(other => one !== undefined && finalPost(other).unit !== finalPost(one).unit)
      const [other] = movable.splice(at, 1)
      if (one === undefined || other === undefined) throw new Error('nobody left to move')
      changed.set(one.idNumber, then(one, { ...finalPost(other), from: on }))
      changed.set(other.idNumber, then(other, { ...finalPost(one), from: on }))
    }
  }
  return cadres.map(cadre => changed.get(cadre.idNumber) ?? cadre)
}

/** Only lesser offices of departments: towns stay as they are, so that each keeps its twelve. */
const mayMove = ({ unit, head, title }: PlannedPost): boolean =>
  unit.startsWith('002') && !head && /科/.test(title) && unit !== CLOSED_UNIT && unit !== FOLLOWING_UNIT

const arrived = (cadre: PlannedCadre, on: Day): PlannedCadre => ({
  ...cadre,
  posts: cadre.posts.map(post => ({ ...post, from: addDays(on, -1) })),
  joinsOn: on,
})
