import type { UnitKind } from '../../../domain/evidence/entries.ts'

/** A unit of the sample. Its code is its name in the plan. */
export interface PlannedUnit {
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly kind: UnitKind
  /** Managed cadres who belong to it at the end. */
  readonly size: number
  /** 正职 among them; the first one is 主要负责人. */
  readonly heads: number
  /** What the head is called: 书记, 局长 … */
  readonly headTitle: string
}

/** 镇街与功能区 with the division codes of GB/T 2260 and its county level (formats.md §2). */
const towns =
  '001方圆街道 002东村街道 003凤城街道 004龙山街道 102留格庄镇 103盘石店镇 104郭城镇 105徐家店镇 106发城镇 107小纪镇 108行村镇 109辛安镇 110二十里店镇 112朱吴镇 401外向型工业加工区 402碧城工业区 403旅游度假区 404核电装备制造工业园区'

/** 市直部门: short name, name without 市 where it differs, cadres, whether the 党组书记 is a second 正职. */
const departments =
  '发改局,发展和改革局,12,2 教体局,教育和体育局,22,2 科技局,科学技术局,11 工信局,工业和信息化局,12 公安局,公安局,30,2 民政局,民政局,11 司法局,司法局,11 财政局,财政局,12,2 人社局,人力资源和社会保障局,18,2 自然资源局,自然资源和规划局,12,2 住建局,住房和城乡建设局,12,2 交通局,交通运输局,12 水利局,水利局,11 农业农村局,农业农村局,12,2 海洋渔业局,海洋发展和渔业局,12 商务局,商务局,11 文旅局,文化和旅游局,12 卫健局,卫生健康局,20,2 退役军人局,退役军人事务局,11 应急局,应急管理局,12 审计局,审计局,11 市场监管局,市场监督管理局,18,2 审批服务局,行政审批服务局,12,2 综合执法局,综合行政执法局,12,2 医保局,医疗保障局,11 统计局,统计局,11 信访局,信访局,11 大数据局,大数据局,11 机关事务中心,机关事务服务中心,11 供销社,供销合作社联合社,11,2 税务局,税务局,12,2 气象局,气象局,11 总工会,总工会,11 团市委,团市委,11 妇联,妇女联合会,11 科协,科学技术协会,11 残联,残疾人联合会,11 工商联,工商业联合会,11 档案馆,档案馆,11 党校,委党校,11,2 融媒体中心,融媒体中心,11 公共资源中心,公共资源交易中心,11 社救中心,城乡社会救助服务中心,11 农技中心,农业技术推广中心,11'

const enterprises = '城投集团,城市建设投资集团 水务集团,水务集团 交运集团,交通运输集团 粮食集团,粮食储备集团'

/** The department that is closed, and the one that follows it from the day of the re-organisation. */
export const CLOSED_UNIT = '002.145'
export const FOLLOWING_UNIT = '002.146'
export const REORGANISED_ON = '2022-01-01'

/** Whether the unit is there from the first day to the last. */
export const isLasting = (code: string): boolean => code !== CLOSED_UNIT && code !== FOLLOWING_UNIT

const headTitleOf = (name: string): string => {
  if (name.endsWith('局')) return '局长'
  if (name.endsWith('联合会') || name.endsWith('协会')) return '主席'
  if (name.endsWith('总工会')) return '常务副主席'
  if (name.endsWith('团市委')) return '书记'
  if (name.endsWith('馆')) return '馆长'
  if (name.endsWith('党校')) return '常务副校长'
  return '主任'
}

const townUnits: PlannedUnit[] = towns.split(' ').map(text => {
  const name = text.slice(3)
  const kind = 'town' as const
  return { code: `001.${text.slice(0, 3)}`, name, shortName: name, kind, size: 12, heads: 2, headTitle: '书记' }
})

const departmentUnits: PlannedUnit[] = departments.split(' ').map((text, index) => {
  const [shortName = '', name = '', size = '11', heads = '1'] = text.split(',')
  const full = name.includes('市') ? name : `市${name}`
  const sizes = { size: Number(size), heads: Number(heads), headTitle: headTitleOf(name) }
  return { code: `002.${101 + index}`, name: full, shortName, kind: 'department', ...sizes }
})

const enterpriseUnits: PlannedUnit[] = enterprises.split(' ').map((text, index) => {
  const [shortName = '', name = ''] = text.split(',')
  const sizes = { size: 11, heads: 1, headTitle: '董事长' }
  return { code: `003.${101 + index}`, name: `市${name}有限公司`, shortName, kind: 'enterprise', ...sizes }
})

const reorganised: readonly PlannedUnit[] = [
  { ...closing('市招商服务中心', '招商中心'), code: CLOSED_UNIT },
  { ...closing('市投资促进服务中心', '投促中心'), code: FOLLOWING_UNIT },
]

function closing(name: string, shortName: string): PlannedUnit {
  return { code: '', name, shortName, kind: 'department', size: 10, heads: 1, headTitle: '主任' }
}

/** All units of the sample, in the order of their codes; the last department is there only from the re-organisation. */
export const plannedUnits: readonly PlannedUnit[] = [
  ...townUnits,
  ...departmentUnits,
  ...reorganised,
  ...enterpriseUnits,
]
