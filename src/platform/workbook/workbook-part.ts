import type { ReadLimits } from './limits.ts'
import { Refused } from './refusal.ts'
import type { XmlAttributes, XmlListener } from './strict-xml.ts'

export interface WorkbookPart {
  /** In the order of the tabs. */
  sheets: { name: string; relationship: string }[]
  /** Whether day 0 is 1904-01-01 (files begun on old Macs). */
  date1904: boolean
}

const HIGHEST_SHEET_ID = 65_534
const LONGEST_NAME = 255

/** Reads the list of sheets and the date system; defined names and views are passed over. */
export function workbookPart(limits: ReadLimits): XmlListener & { workbook: WorkbookPart } {
  const workbook: WorkbookPart = { sheets: [], date1904: false }
  let inSheets = false
  return {
    workbook,
    open(name, attributes) {
      if (name === 'workbookPr') workbook.date1904 = ['1', 'true', 'on'].includes(attributes.date1904 ?? '')
      if (name === 'sheets') inSheets = true
      if (name !== 'sheet' || !inSheets) return
      if (workbook.sheets.length >= limits.sheets) throw new Refused('too-many-sheets')
      checkSheetId(attributes.sheetId ?? '')
      const own = attributes.name ?? ''
      const unusable = own === '' || own.length > LONGEST_NAME || workbook.sheets.some(sheet => sheet.name === own)
      if (unusable) throw new Refused('damaged')
      workbook.sheets.push({ name: own, relationship: relationshipId(attributes) })
    },
    text() {},
    close(name) {
      if (name === 'sheets') inSheets = false
    },
  }
}

function checkSheetId(id: string): void {
  if (!/^[1-9]\d{0,4}$/.test(id) || Number(id) > HIGHEST_SHEET_ID) throw new Refused('number-out-of-range')
}

/** `r:id`, whatever the prefix; `id` without one is another attribute. */
function relationshipId(attributes: XmlAttributes): string {
  const key = Object.keys(attributes).find(name => name.endsWith(':id'))
  return (key === undefined ? undefined : attributes[key]) ?? ''
}
