const nations =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'

const words = (text: string): readonly string[] => text.split(' ')

/** The lists a roster's cells choose from (formats.md §2: GB/T 2261.1, GB/T 3304, GB/T 4762, ZB09, ZB18 and the practice). */
export const dictionaries = {
  sex: ['男', '女'],
  nation: words(nations).map(name => `${name}族`),
  politics: words(
    '中共党员 中共预备党员 共青团员 民革会员 民盟盟员 民建会员 民进会员 农工党党员 致公党党员 九三学社社员 台盟盟员 无党派人士 群众',
  ),
  category: words('行政 事业（参公） 事业（其他） 工勤 其他'),
  status: words('现职 非现职 离退 调出 已去世 其他'),
  level: words('县处级正职 县处级副职 乡科级正职 乡科级副职 科员 办事员 试用期 其他'),
  grade: words(
    '一级巡视员 二级巡视员 一级调研员 二级调研员 三级调研员 四级调研员 一级主任科员 二级主任科员 三级主任科员 四级主任科员 一级科员 二级科员 无',
  ),
  yesNo: ['是', '否'],
  member: ['正职', '副职', '其他'],
  held: ['在任', '已免'],
  annual: words('优秀 称职 基本称职 不称职 不定等次 不进行考核 合格 基本合格 不合格'),
  duty: ['主要负责人', '分管', '具体'],
  unitKind: ['镇街与功能区', '市直部门', '国企', '其他'],
} as const satisfies Record<string, readonly string[]>

/** 职务层次, the highest first. */
export const rosterLevels: readonly string[] = dictionaries.level

export type DictionaryName = keyof typeof dictionaries

/** Other ways to write an entry that mean the same: codes of the standards and what people type. */
export const synonyms: Readonly<Partial<Record<DictionaryName, Readonly<Record<string, string>>>>> = {
  sex: { 1: '男', 2: '女' },
  nation: Object.fromEntries(words(nations).map(name => [name, `${name}族`])),
  politics: {
    党员: '中共党员',
    预备党员: '中共预备党员',
    团员: '共青团员',
    民革: '民革会员',
    民盟: '民盟盟员',
    民建: '民建会员',
    民进: '民进会员',
    农工党: '农工党党员',
    致公党: '致公党党员',
    九三学社: '九三学社社员',
    九三: '九三学社社员',
    台盟: '台盟盟员',
    无党派: '无党派人士',
  },
  level: {
    '1A31': '县处级正职',
    '1A32': '县处级副职',
    '1A41': '乡科级正职',
    '1A42': '乡科级副职',
    '1A50': '科员',
    '1A60': '办事员',
    '1A98': '试用期',
    '1A99': '其他',
  },
  duty: { 主要: '主要负责人', 具体负责: '具体' },
  unitKind: { 镇街: '镇街与功能区', 功能区: '镇街与功能区', 市直: '市直部门', 国有企业: '国企' },
}
