/** The channels a fact may come by. */
export const channels = [
  '督查通报',
  '信访',
  '12345热线',
  '纪委监委',
  '巡察',
  '媒体',
  '考察组',
  '窗口台账',
  '上级表彰',
  '群众来信',
  '企业反映',
  '调度表',
] as const

export type Channel = (typeof channels)[number]

export const isChannel = (text: string): text is Channel => channels.some(channel => channel === text)
