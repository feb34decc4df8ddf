import { dutyRoleLabel } from '../../../domain/people/duty-roles.ts'
import { unitKinds } from '../../../domain/people/unit.ts'
import type { Day } from '../../../domain/time/days.ts'
import { arrivals, exchanges } from './cadre-list.ts'
import type { Desk } from './desk.ts'
import { annualGradeOf } from './grades.ts'
import type { Ground } from './ground.ts'
import { postOn } from './posts.ts'
import { FIRST_DAY, type PlannedCadre, type PlannedDuty, type PlannedPost, type PlannedRows } from './types.ts'
import { CLOSED_UNIT, FOLLOWING_UNIT, type PlannedUnit, plannedUnits, REORGANISED_ON } from './unit-list.ts'

/** The first working day after the re-organisation: the file comes in then. */
const REORGANISATION_FILE = '2022-01-04'

/** The roster of the first day, and the files of the year: new people, exchanges, the re-organisation. */
export function planImports(ground: Ground, desk: Desk): void {
  const add = (on: Day, effectiveOn: Day, label: string, rows: PlannedRows): void => {
    desk.add({ kind: 'import', on, by: 'k1', effectiveOn, label, rows })
  }
  const later = ground.cadres.filter(cadre => cadre.joinsOn !== FIRST_DAY)
  add(FIRST_DAY, FIRST_DAY, '全市干部名册', firstRoster(ground))
  for (const { on } of arrivals) {
    const coming = later.filter(cadre => cadre.joinsOn === on)
    add(on, on, '新任干部', rowsOf(ground, coming, on, []))
  }
  for (const { on } of exchanges) add(on, on, '干部交流', rowsOf(ground, movedOn(ground, on), on, []))
  const following = plannedUnits.filter(unit => unit.code === FOLLOWING_UNIT)
  const rows = rowsOf(ground, movedOn(ground, REORGANISED_ON), REORGANISED_ON, following)
  add(REORGANISATION_FILE, REORGANISED_ON, '机构调整', rows)
  desk.add({ kind: 'closure', on: REORGANISATION_FILE, by: 'k1', unit: CLOSED_UNIT, closedOn: REORGANISED_ON })
}

const movedOn = ({ cadres }: Ground, on: Day): PlannedCadre[] => cadres.filter(({ posts }) => posts[1]?.from === on)

function firstRoster(ground: Ground): PlannedRows {
  const chance = ground.seed.fork('grades of 2020')
  const present = ground.cadres.filter(cadre => cadre.joinsOn === FIRST_DAY)
  const units = plannedUnits.filter(unit => unit.code !== FOLLOWING_UNIT)
  const grades = present.map(cadre => ({
    ...named(cadre),
    year: '2020',
    grade: annualGradeOf(chance, ground.cast.get(cadre.idNumber) ?? 'usual'),
  }))
  return { ...rowsOf(ground, present, FIRST_DAY, units), A15: grades }
}

/** The rows of these people as of a day: who they are, the post held, the duties that begin with it. */
function rowsOf(
  { duties }: Ground,
  people: readonly PlannedCadre[],
  on: Day,
  units: readonly PlannedUnit[],
): PlannedRows {
  const byId = new Map(people.map(cadre => [cadre.idNumber, cadre]))
  const beginning = duties.filter(({ cadre, from }) => byId.has(cadre) && (on === FIRST_DAY ? from <= on : from === on))
  return {
    B01: units.map(unitRow),
    A01: people.map(cadre => personRow(cadre, on)),
    A02: people.map(cadre => postRow(cadre, on)),
    A03: beginning.map(duty => dutyRow(duty, byId.get(duty.cadre)?.name ?? '')),
  }
}

const digits = (day: Day): string => day.replaceAll('-', '')
const unitNamed = (code: string): PlannedUnit | undefined => plannedUnits.find(unit => unit.code === code)
const named = ({ name, idNumber }: PlannedCadre) => ({ name, idNumber })

const unitRow = ({ code, name, shortName, kind, size, heads }: PlannedUnit) => ({
  name,
  shortName,
  code,
  region: '海阳市',
  affiliation: '海阳市',
  level: '乡科级',
  kind: unitKinds[kind],
  staff: String(size * 3),
  heads: String(heads),
  deputies: String(size - heads),
  note: '示例数据',
})

function held(cadre: PlannedCadre, on: Day): PlannedPost {
  const post = postOn(cadre, on)
  if (post === null) throw new Error(`${cadre.name} holds no post on ${on}`)
  return post
}

function personRow(cadre: PlannedCadre, on: Day) {
  const { unit, title } = held(cadre, on)
  const { name = '', shortName = '' } = unitNamed(unit) ?? {}
  const titles = { fullTitle: `海阳${name}${title}`, shortTitle: `${shortName}${title}`, registry: name }
  return { ...cadre.fields, ...named(cadre), sex: cadre.sex, ...titles } as Record<string, string>
}

function postRow(cadre: PlannedCadre, on: Day) {
  const { unit, title, head, from } = held(cadre, on)
  return {
    ...named(cadre),
    unit: unitNamed(unit)?.name ?? '',
    leader: head ? '是' : '否',
    member: head ? '正职' : '副职',
    title,
    leading: '是',
    from: digits(from),
    documentNo: `海示任〔${from.slice(0, 4)}〕${Number(from.slice(5, 7))}号`,
    held: '在任',
    main: '是',
  }
}

const dutyRow = ({ unit, field, cadre, role, from }: PlannedDuty, name: string) => ({
  unit: unitNamed(unit)?.name ?? '',
  field,
  name,
  idNumber: cadre,
  role: dutyRoleLabel(role),
  from: digits(from),
})
