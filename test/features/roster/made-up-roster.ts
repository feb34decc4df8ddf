import { createWriteStream } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkCharacter } from '../../../src/domain/people/id-number.ts'
import type { SheetCode } from '../../../src/domain/people/roster/layout.ts'
import { type PlainRow, writeRoster } from '../../../src/features/roster/index.ts'

/** Made-up people: names of common characters, id numbers of the unassigned area 370699. */
const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许']
const given = [...'文海明建国华平安东林涛静敏丽伟强军磊洋勇']

export type Rows = Record<SheetCode, PlainRow[]>

/** The n-th made-up id number: a man when n is odd. */
export function idNumberOf(n: number, birth = '19800203'): string {
  const first = `370699${birth}${String(n % 1000).padStart(3, '0')}`
  return first + checkCharacter(first)
}

const birthOf = (n: number): string => `19${70 + Math.floor(n / 1000) + (n % 20)}0${1 + (n % 9)}15`

export const nameOf = (n: number): string =>
  `${surnames[n % 20]}${given[Math.floor(n / 20) % 20]}${given[Math.floor(n / 400) % 20]}`

export function unitRow(n: number, more: PlainRow = {}): PlainRow {
  const isTown = n <= 18
  return {
    机构名称: isTown ? `示例${n}镇` : `示例${n}局`,
    机构简称: isTown ? `${n}镇` : `${n}局`,
    机构编码: `370687.${String(n).padStart(3, '0')}`,
    机构类别: isTown ? '镇街与功能区' : '市直部门',
    正职领导职数: '2',
    ...more,
  }
}

export function cadreRow(n: number, unit: PlainRow, more: PlainRow = {}): PlainRow {
  const birth = birthOf(n)
  return {
    姓名: nameOf(n),
    身份证号: idNumberOf(n, birth),
    性别: n % 2 === 1 ? '男' : '女',
    出生年月: birth.slice(0, 6),
    籍贯: '山东海阳',
    出生地: '山东海阳',
    民族: '汉族',
    健康状况: '健康',
    参加工作时间: '200107',
    政治面貌: '中共党员',
    入党时间: '200306',
    人员类别: '行政',
    人员管理状态: '现职',
    管理类别: '市委管理',
    现工作单位及职务全称: `${unit.机构名称}副职`,
    简称: '副职',
    现职务层次: '乡科级副职',
    任现职务层次时间: '201801',
    现职级: '四级主任科员',
    任现职级时间: '201906',
    统计关系所在单位: unit.机构名称 ?? '',
    简历: '1998.09--2001.07  示例学院学生\n2001.07--         示例镇干部',
    奖惩综述: '无',
    年度考核结果综述: '2021年年度考核称职',
    ...more,
  }
}

const personOf = (cadre: PlainRow): PlainRow => ({ 姓名: cadre.姓名 ?? '', 身份证号: cadre.身份证号 ?? '' })

export function postRow(cadre: PlainRow, more: PlainRow = {}): PlainRow {
  const post = { 任职机构名称: cadre.统计关系所在单位 ?? '', 成员类别: '副职', 职务名称: '副职', 任职时间: '20180315' }
  return { ...personOf(cadre), ...post, 任职状态: '在任', 主职务: '是', ...more }
}

export function dutyRow(cadre: PlainRow, more: PlainRow = {}): PlainRow {
  return {
    机构: cadre.统计关系所在单位 ?? '',
    领域: '12345热线',
    ...personOf(cadre),
    角色: '分管',
    起: '20180401',
    ...more,
  }
}

export function gradeRow(cadre: PlainRow, more: PlainRow = {}): PlainRow {
  return { ...personOf(cadre), 考核结论: '称职', 考核年度: '2021', ...more }
}

/** A whole roster: units, cadres spread over them, a post each, about three duties each. */
export function wholeRoster(units: number, cadres: number): Rows {
  const B01 = Array.from({ length: units }, (_, i) => unitRow(i + 1))
  const A01 = Array.from({ length: cadres }, (_, i) => cadreRow(i + 1, B01[i % units] ?? {}))
  const isHead = (i: number) => i < units
  const A02 = A01.map((cadre, i) => postRow(cadre, isHead(i) ? { 成员类别: '正职', 职务名称: '正职' } : {}))
  const A03 = A01.flatMap((cadre, i) => [
    dutyRow(cadre, isHead(i) ? { 角色: '主要负责人', 领域: '' } : { 领域: `领域${i}` }),
    dutyRow(cadre, { 角色: '具体', 领域: `具体${i}` }),
    dutyRow(cadre, { 角色: '具体', 领域: `另一项${i}` }),
  ])
  return { B01, A01, A02, A15: A01.map(cadre => gradeRow(cadre)), A03 }
}

let files = 0
const folder = mkdtemp(join(tmpdir(), 'sanse-roster-'))

/** Writes the rows as a filled template; answers its path. */
export async function fileOf(sheets: Partial<Rows>): Promise<string> {
  const path = join(await folder, `名册${++files}.xlsx`)
  await writeRoster({ sheets }, createWriteStream(path))
  return path
}
