import { z } from 'zod'
import { passwordLength } from '../../domain/access/password-policy.ts'

/** A password as it was typed: spaces count, nothing is cut off. */
export const secret = (label: string) =>
  z
    .unknown()
    .optional()
    .transform((typed, context): string => {
      const fault = secretFault(typed)
      if (fault === null && typeof typed === 'string') return typed
      context.addIssue({ code: 'custom', message: `${label}：${fault}` })
      return z.NEVER
    })

function secretFault(typed: unknown): string | null {
  if (typed === undefined || typed === '') return '请填写。'
  if (typeof typed !== 'string') return '只能填写一项。'
  return [...typed].length > passwordLength.max ? `不能超过 ${passwordLength.max} 个字符。` : null
}
