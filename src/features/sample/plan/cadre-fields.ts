import { checkCharacter } from '../../../domain/people/id-number.ts'
import type { Random } from './random.ts'
import type { PlannedCadre } from './types.ts'

/** The unassigned area of the sample's id numbers, so that no real person is hit. */
const AREA = '370699'

const birthPlaces = [
  '山东海阳',
  '山东莱阳',
  '山东牟平',
  '山东乳山',
  '山东栖霞',
  '山东招远',
  '山东莱州',
  '山东龙口',
  '山东福山',
  '山东即墨',
]
const schools = [
  '山东大学',
  '山东农业大学',
  '烟台大学',
  '鲁东大学',
  '青岛大学',
  '山东师范大学',
  '山东理工大学',
  '济南大学',
]
const subjects = [
  '行政管理',
  '汉语言文学',
  '农学',
  '土木工程',
  '法学',
  '会计学',
  '计算机科学',
  '经济学',
  '水利工程',
  '公共管理',
]

const two = (n: number): string => String(n).padStart(2, '0')
const month = (year: number, m: number): string => `${year}${two(m)}`

/** An id number nobody has so far: area 370699, born on the day, the 17th digit by the sex. */
export function idNumberer(chance: Random): (birthDay: string, sex: '男' | '女') => string {
  const given = new Set<string>()
  return (birthDay, sex) => {
    for (;;) {
      const order = chance.int(1, 499) * 2 - (sex === '男' ? 1 : 0)
      const digits = `${AREA}${birthDay}${String(order).padStart(3, '0')}`
      const id = digits + checkCharacter(digits)
      if (given.has(id)) continue
      given.add(id)
      return id
    }
  }
}

/** A birth day (eight digits) that suits the office. */
export function birthDayOf(chance: Random, head: boolean): string {
  const year = head ? chance.int(1966, 1980) : chance.int(1968, 1991)
  return `${year}${two(chance.int(1, 12))}${two(chance.int(1, 28))}`
}

/** Sheet A01 of one person but for names and posts; months as six digits. `since`: the year of the present post. */
export function fieldsOf(
  chance: Random,
  birthDay: string,
  post: { readonly head: boolean; readonly year: number; readonly place: string },
): PlannedCadre['fields'] {
  const birthYear = Number(birthDay.slice(0, 4))
  const workYear = birthYear + chance.int(21, 24)
  const levelYear = Math.min(2020, Math.max(workYear + 6, post.year - chance.int(0, 3)))
  const isMember = !chance.chance(0.05)
  const partyYear = Math.max(birthYear + 20, workYear + chance.int(-1, 4))
  const native = chance.pick(birthPlaces)
  const school = chance.pick(schools)
  const subject = chance.pick(subjects)
  const began = month(workYear, 7)
  return {
    birthMonth: birthDay.slice(0, 6),
    nativePlace: native,
    birthPlace: chance.chance(0.85) ? native : chance.pick(birthPlaces),
    ethnicity: chance.chance(0.985) ? '汉族' : chance.pick(['满族', '回族', '朝鲜族', '蒙古族']),
    health: '健康',
    workSince: began,
    politics: isMember ? '中共党员' : chance.pick(['群众', '无党派人士', '民盟盟员', '民建会员', '九三学社社员']),
    partySince: isMember ? month(partyYear, chance.int(1, 12)) : month(workYear + 5, 6),
    category: chance.chance(0.8) ? '行政' : '事业（参公）',
    status: '现职',
    management: '市委管理干部',
    level: post.head ? '乡科级正职' : '乡科级副职',
    levelSince: month(levelYear, chance.int(1, 6)),
    grade: post.head
      ? chance.pick(['一级主任科员', '四级调研员', '三级调研员'])
      : chance.pick(['三级主任科员', '四级主任科员', '二级主任科员']),
    gradeSince: month(Math.min(2020, Math.max(workYear + 6, 2019)), chance.int(6, 12)),
    resume: [
      `${workYear - 4}.09--${workYear}.07  ${school}${subject}专业学习`,
      `${workYear}.07--${post.year}.01  海阳市基层单位工作`,
      `${post.year}.01--         ${post.place}工作`,
    ].join('\n'),
    honours: chance.chance(0.3) ? `${chance.int(2016, 2020)}年度嘉奖` : '无',
    annualSummary: '近三年年度考核均为称职以上',
    note: '示例数据',
  }
}
