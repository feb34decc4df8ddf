import type { Random } from './random.ts'

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单解查仇区盖迟曲宫辛初修鞠由隋',
]
const doubleSurnames = ['欧阳', '上官', '司马', '诸葛']

const male =
  '志强 建国 海涛 晓东 明远 文博 立新 俊杰 永胜 国栋 振华 少峰 继业 天成 德厚 景行 维平 守信 长青 学礼 伟 勇 磊 军 涛 鹏 凯 浩 刚 毅 斌 超 晨 亮 松 岩 宏图 子健 云飞 家豪 向阳 庆丰 思源 正清 广义 立群 启航 希文 大为 春雷 金山 玉海 洪亮 成林 世杰 光明 宗岳 树人 经纬 博雅'
const female =
  '秀英 晓燕 丽华 雅琴 静怡 海燕 玉梅 春霞 慧敏 文静 思雨 佳宁 红梅 美玲 雪莹 婷婷 淑芬 晓琳 艳秋 芳 敏 静 丽 娟 霞 燕 颖 洁 莉 倩 璐 欣怡 若兰 素云 桂香 明月 诗涵 可心 玉洁 凤霞 晨曦 书瑶 云清 爱莲 立娟 英杰 海棠 知秋 清如 子衿'

const maleNames = male.split(' ')
const femaleNames = female.split(' ')

/** A surname as common as surnames are: the first of the list come oftener. */
function surname(chance: Random): string {
  if (chance.chance(0.012)) return chance.pick(doubleSurnames)
  const place = Math.floor(chance.next() ** 1.7 * surnames.length)
  return surnames[place] as string
}

/** Names that nobody bears so far; each call gives another one. */
export function namer(chance: Random): (sex: '男' | '女') => string {
  const given = new Set<string>()
  return sex => {
    for (;;) {
      const name = surname(chance) + chance.pick(sex === '男' ? maleNames : femaleNames)
      if (given.has(name)) continue
      given.add(name)
      return name
    }
  }
}
