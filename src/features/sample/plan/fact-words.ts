import type { Random } from './random.ts'

interface Words {
  readonly titles: readonly string[]
  readonly channels: readonly string[]
  readonly proof: string
  /** Sign of the document number. */
  readonly sign: string
}

/** How facts of each code are told. `#` stands for a thing, `%` for a number. */
const words: Readonly<Record<string, Words>> = {
  P1: {
    titles: ['#经验做法获国家部委推广', '#获国家级先进集体表彰'],
    channels: ['上级表彰', '媒体'],
    proof: '表彰文件',
    sign: '国示',
  },
  P2: {
    titles: ['#获全省通报表扬', '#做法在全省现场会交流'],
    channels: ['上级表彰', '媒体'],
    proof: '省级文件',
    sign: '鲁示',
  },
  P3: {
    titles: ['#获烟台市先进表彰', '#做法在烟台市推广'],
    channels: ['上级表彰', '媒体'],
    proof: '地市文件',
    sign: '烟示',
  },
  P4: {
    titles: ['#工作受市委市政府通报表扬', '#入选能力作风建设年先进典型', '#在月度调度中受通报表扬'],
    channels: ['督查通报', '媒体', '上级表彰'],
    proof: '通报文件',
    sign: '海示委发',
  },
  P5: {
    titles: ['#应急处置一线表现突出', '疫情防控第%检查点值守表现突出', '#攻坚一线考察认定表现突出'],
    channels: ['考察组'],
    proof: '一线考察报告',
    sign: '海示考',
  },
  P6: {
    titles: ['#提前%天完成并复核合格', '#节点提前完成，验收合格', '#较计划提前%天交付'],
    channels: ['调度表', '督查通报'],
    proof: '验收单',
    sign: '海示验',
  },
  P7: {
    titles: ['群众来信感谢#办理及时', '企业书面感谢#服务到位', '12345回访表扬#办理（第%号）'],
    channels: ['群众来信', '企业反映', '12345热线'],
    proof: '电话回访记录',
    sign: '海示回',
  },
  P8: {
    titles: ['走访中解决#历史遗留问题', '化解#积案一件（第%号）'],
    channels: ['信访', '考察组'],
    proof: '销号单',
    sign: '海示销',
  },
  N1: { titles: ['#逾期%个工作日，无批准延期'], channels: ['调度表'], proof: '调度表', sign: '海示调' },
  N2: {
    titles: ['#逾期超过10个工作日', '#再次逾期未完成'],
    channels: ['调度表', '督查通报'],
    proof: '调度表',
    sign: '海示调',
  },
  N3: { titles: ['收到执行力督办通知'], channels: ['督查通报'], proof: '督办通知', sign: '海示督' },
  N4: { titles: ['#督办事项逾期未复', '#督办整改不实'], channels: ['督查通报'], proof: '复核单', sign: '海示核' },
  N5: { titles: ['12345热线月度排名末3位'], channels: ['12345热线'], proof: '热线月报', sign: '海示热' },
  N6: {
    titles: ['#上报数据与抽查不符', '#整改情况虚报'],
    channels: ['巡察', '纪委监委'],
    proof: '抽查记录',
    sign: '海示巡',
  },
  N7: { titles: ['#事项应办未办，超过3个工作日（第%号）'], channels: ['窗口台账'], proof: '窗口台账', sign: '海示窗' },
  N8: { titles: ['包居联户走访发现的#问题整改不力'], channels: ['督查通报'], proof: '督办单', sign: '海示包督' },
  N9: { titles: ['#推诿扯皮造成损失'], channels: ['纪委监委'], proof: '核查报告', sign: '海示纪' },
  N11: { titles: ['民主测评优秀和称职合计不足三分之二'], channels: ['考察组'], proof: '测评汇总表', sign: '海示评' },
  N12: { titles: ['平时考核等次靠后'], channels: ['考察组'], proof: '等次表', sign: '海示平' },
}

const things =
  '老旧小区改造 农村道路硬化 污水管网铺设 校园扩建 镇卫生院提升 养老服务中心建设 残疾人康复站建设 文化广场建设 口袋公园建设 自来水并网 美丽乡村创建 海洋牧场建设 重点项目用地报批 企业用工对接 优化审批流程 惠企政策兑现 安全生产整治 河道清淤 垃圾分类 拖欠工资化解 物业纠纷调处 土地流转服务 高标准农田建设 冷链物流园建设 供热管网改造 停车泊位建设 农村厕所改造 集体增收项目 招商项目签约 防汛抗旱 森林防火 信访事项办理 惠民补贴发放 义务教育招生 医保报销服务 证照联办 路灯改造 公交线路优化 海岸带整治 村庄环境整治'.split(
    ' ',
  )

export interface Told {
  readonly title: string
  readonly channel: string
  readonly documentNo: string
  readonly proof: string
}

const wordsOf = (code: string): Words => {
  const found = words[code]
  if (found === undefined) throw new Error(`no words for ${code}`)
  return found
}

export const channelsOf = (code: string): readonly string[] => wordsOf(code).channels

/** A fact of the code in words; `number` makes its document's number one of its kind. */
export function tell(chance: Random, code: string, year: string, number: number, channel?: string): Told {
  const { titles, channels, proof, sign } = wordsOf(code)
  const title = chance
    .pick(titles)
    .replace('#', chance.pick(things))
    .replace('%', String(chance.int(2, 9)))
  return { title, channel: channel ?? chance.pick(channels), documentNo: `${sign}〔${year}〕${number}号`, proof }
}
