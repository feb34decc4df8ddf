import type { ReadLimits } from './limits.ts'

const SAVE_AS = '请用 Excel 或 WPS 打开后另存为“Excel 工作簿（*.xlsx）”再上传'
const USE_TEMPLATE = '请下载模板，把数据按数值粘贴进去后再上传'
const DAMAGED = `文件已损坏或不是标准的 Excel 工作簿，${SAVE_AS}`

const MESSAGES = {
  'not-xlsx': () => `文件不是 Excel 工作簿（.xlsx），${SAVE_AS}`,
  'old-xls': () => `文件是旧版 Excel 格式（.xls），${SAVE_AS}`,
  password: () => '文件有密码，请取消密码后再上传',
  macro: () => `文件含有宏，不予接收，${SAVE_AS}`,
  'external-link': () => `文件链接到别的文件或网址，不予接收，${USE_TEMPLATE}`,
  'embedded-object': () => `文件里嵌有别的文件或对象，不予接收，${USE_TEMPLATE}`,
  'custom-xml': () => `文件带有自定义 XML 数据，不予接收，${USE_TEMPLATE}`,
  'active-x': () => `文件含有 ActiveX 控件，不予接收，${USE_TEMPLATE}`,
  'unknown-part': () => `文件里有不认识的内容，不予接收，${USE_TEMPLATE}`,
  'duplicate-part': () => `文件里有重名的部分，${SAVE_AS}`,
  'overlapping-parts': () => `文件内部各部分互相重叠，${SAVE_AS}`,
  'false-sizes': () => `文件内部标明的大小与实际不符，${SAVE_AS}`,
  'too-large': limits => `文件超过 ${megabytes(limits.packedBytes)} MB，请分成几个文件上传`,
  'too-large-unpacked': limits =>
    `文件解压后超过 ${megabytes(limits.unpackedBytes)} MB，请删除多余的工作表、图片和空行后再上传`,
  'suspicious-ratio': limits => `文件压缩比超过 ${limits.ratio} 倍，不予接收，${USE_TEMPLATE}`,
  'too-many-parts': limits => `文件内部超过 ${limits.parts} 个部分，${USE_TEMPLATE}`,
  'too-many-sheets': limits => `工作表超过 ${limits.sheets} 个，请删除多余的工作表后再上传`,
  'too-many-rows': limits => `数据超过 ${limits.rows} 行，请分成几个文件上传`,
  'too-many-columns': limits => `数据超过 ${limits.columns} 列，请删除多余的列后再上传`,
  'too-many-cells': limits => `有内容的单元格超过 ${limits.cells} 个，请分成几个文件上传`,
  'too-much-text': limits => `文字总量超过 ${limits.characters} 字，请分成几个文件上传`,
  'cell-too-long': limits => `有单元格超过 ${limits.cellCharacters} 字，请缩短后再上传`,
  'number-out-of-range': () => `行号、列号或工作表编号超出 Excel 的范围，${SAVE_AS}`,
  doctype: () => `文件内部含有 DOCTYPE 声明，不予接收，${SAVE_AS}`,
  'not-utf8': () => `文件内部的文字编码不是 UTF-8，${SAVE_AS}`,
  'too-complex': () => `文件内部结构过于复杂，${USE_TEMPLATE}`,
  'too-slow': () => `读取文件用时过长，已停止，${USE_TEMPLATE}`,
  'too-big-to-read': () => `读取文件占用内存过多，已停止，${USE_TEMPLATE}`,
  damaged: () => DAMAGED,
} satisfies Record<string, (limits: ReadLimits) => string>

/** Why a file was not read; stable, for logs and tests. */
export type RefusalReason = keyof typeof MESSAGES

export interface Refusal {
  ok: false
  reason: RefusalReason
  /** What is wrong and what to do, for the person who sent the file. */
  message: string
}

/** Stops the reading of a file: nothing of it is used. `where` says in words which sheet and row. */
export class Refused extends Error {
  readonly reason: RefusalReason
  readonly where: string

  constructor(reason: RefusalReason, where = '') {
    super(reason)
    this.reason = reason
    this.where = where
  }
}

/** The refusal as its reader meets it. */
export function refusal(reason: RefusalReason, limits: ReadLimits, where = ''): Refusal {
  const message = MESSAGES[reason](limits)
  return { ok: false, reason, message: where === '' ? message : `${where}：${message}` }
}

function megabytes(bytes: number): string {
  return String(Math.round((bytes / 1024 / 1024) * 10) / 10)
}
