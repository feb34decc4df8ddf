import multer from 'multer'
import { Conflict, Forbidden, Invalid, NotFound } from '../domain/errors.ts'
import { Refused } from './refused.ts'

/** What a visitor is told of an error: its status and words, never its detail. */
export interface Fault {
  readonly status: number
  readonly heading: string
  readonly message: string
  readonly advice: string | null
}

const fault = (status: number, heading: string, message: string, advice: string | null = null): Fault => ({
  status,
  heading,
  message,
  advice,
})

const mend = '请返回，改正后再提交。'
const refusedHeadings: Readonly<Record<Refused['status'], string>> = {
  400: '请求不能识别',
  401: '请先登录',
  403: '请求被拒绝',
  405: '请求不能识别',
  408: '提交超时',
  413: '内容过多',
  415: '格式不能识别',
}

/** An error as the visitor sees it. What is not known here is a fault of ours: 500 without a word of detail. */
export function faultOf(error: unknown, isUnavailable: (error: unknown) => boolean): Fault {
  if (error instanceof Invalid) return fault(422, '填写的内容有误', error.message, mend)
  if (error instanceof Forbidden)
    return fault(403, '没有权限', error.message, '如确需办理，请由有权的其他人员办理，或联系安全管理员。')
  if (error instanceof NotFound)
    return fault(404, '没有找到', error.message, '可能地址有误，已经不在，或不在您的数据范围内。')
  if (error instanceof Conflict)
    return fault(409, '现在不能办理', error.message, '这次没有办理。请返回，看过现状后再办。')
  if (error instanceof Refused) return fault(error.status, refusedHeadings[error.status], error.message)
  if (isUnavailable(error))
    return fault(503, '暂时不能办理', '数据库暂时不可用。', '请稍后再试；已经提交成功的内容不会丢失。')
  return (
    faultOfLibrary(error) ??
    fault(500, '系统出错了', '这是系统的问题，不是您的操作有误。', '请稍后再试；如再次出现，请把下面的编号告诉管理员。')
  )
}

function faultOfLibrary(error: unknown): Fault | null {
  if (error instanceof multer.MulterError) {
    return error.code === 'LIMIT_FILE_SIZE'
      ? fault(413, refusedHeadings[413], '文件过大。')
      : fault(400, refusedHeadings[400], '提交的表单不能识别。')
  }
  const status = statusOf(error)
  if (status === 413) return fault(413, refusedHeadings[413], '提交的内容过多。')
  if (status === 415) return fault(415, refusedHeadings[415], '提交的格式不能识别。')
  if (status === 404) return fault(404, '没有找到', '没有这个页面。')
  return status === null ? null : fault(400, refusedHeadings[400], '提交的内容不能识别。')
}

/** The status of an error made by Express, send or body-parser for the visitor's mistake; null for any other. */
function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null
  const isTheirs = error instanceof URIError || ('expose' in error && error.expose === true)
  return isTheirs && error.status >= 400 && error.status < 500 ? error.status : null
}
