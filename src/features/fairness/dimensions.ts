import { ageBand, ageBands } from '../../domain/fairness/age-band.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'

/** By what people are put into groups. */
export const dimensions = {
  class: '类别',
  unit: '单位',
  level: '职务层次',
  sex: '性别',
  age: '年龄段',
  team: '考察组',
} as const
export type Dimension = keyof typeof dimensions
export const dimensionNames = Object.keys(dimensions) as Dimension[]

/** Groups that say something private of their members: small ones are hidden from everybody. */
export const isPrivate = (dimension: Dimension): boolean => dimension === 'sex' || dimension === 'age'

/** What is known of a person for grouping. */
export interface Grouped {
  readonly unitId: string
  readonly classCode: string
  readonly level: string
  readonly sex: string
  readonly birthMonth: string
  /** The 考察组 that assessed the person in the window. */
  readonly teams: readonly string[]
}

const unknown = '未记载'

/** The groups a person counts in: one, or for 考察组 as many as assessed the person. */
export function groupsOf(person: Grouped, by: Dimension, today: Day): readonly string[] {
  switch (by) {
    case 'class':
      return [person.classCode]
    case 'unit':
      return [person.unitId]
    case 'level':
      return [person.level || unknown]
    case 'sex':
      return [person.sex || unknown]
    case 'age':
      return [ageBand(person.birthMonth, today)]
    case 'team':
      return person.teams
  }
}

/** A group's words, and its place in the order of the table. */
export interface GroupName {
  readonly label: string
  readonly place: string
}

/** Names the groups of a dimension: classes as the rules order them, units by code, ages from young to old. */
export function groupNamer(by: Dimension, ruleSet: RuleSet, units: readonly Unit[]): (key: string) => GroupName {
  const order = (keys: readonly string[]) => (key: string) => String(keys.indexOf(key) + 1 || 99_999).padStart(5, '0')
  if (by === 'class') {
    const place = order(ruleSet.classes.map(({ code }) => code))
    return key => ({ label: ruleSet.classes.find(({ code }) => code === key)?.label ?? key, place: place(key) })
  }
  if (by === 'unit') {
    const names = new Map(units.map(unit => [unit.id, unit]))
    return key => ({ label: names.get(key)?.name ?? key, place: names.get(key)?.code ?? key })
  }
  if (by === 'age') {
    const place = order(ageBands)
    return key => ({ label: key, place: place(key) })
  }
  const place = order(['男', '女'])
  return key => ({ label: key, place: by === 'sex' ? place(key) : key })
}
