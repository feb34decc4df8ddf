import { type Day, isDay } from '../time/days.ts'

/** What an 18-digit id number (GB 11643-1999) says of its holder. */
export interface IdNumber {
  /** 18 characters, upper-case X. */
  readonly value: string
  readonly birthDay: Day
  readonly sex: '男' | '女'
  /** False when the first two digits are no province: worth a warning, never a refusal. */
  readonly knownArea: boolean
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'
const PROVINCES = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/

/** The check character of the first 17 digits. */
export function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return CHECKS.charAt(sum % 11)
}

/** An id number as typed: spaces and full-width digits do not matter, a lower-case x is taken as X. Else a sentence that says what is wrong. */
export function readIdNumber(typed: string): IdNumber | { readonly complaint: string } {
  const value = typed.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  const complaint = wrongForm(value)
  if (complaint !== null) return { complaint }
  const birthDay = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`
  if (!isDay(birthDay)) return { complaint: `第7至14位 ${value.slice(6, 14)} 不是真实的日期。` }
  if (checkCharacter(value) !== value.at(17)) return { complaint: '校验码（末位）不对，请核对证件。' }
  const sex = Number(value[16]) % 2 === 1 ? '男' : '女'
  return { value, birthDay, sex, knownArea: PROVINCES.test(value) }
}

function wrongForm(value: string): string | null {
  if (/^\d{17}[\dX]$/.test(value)) return null
  if (/^\d{15}$/.test(value)) return '是15位旧号码，请填18位号码。'
  if (/^\d(\.\d+)?E\+?\d+$/.test(value)) return '被存成了数字，后几位已经丢失，请把单元格设为文本后重新填写。'
  if (/[^\dX]/.test(value)) return '只能是17位数字加一位数字或X。'
  return `应为18位，现为${value.length}位。`
}
