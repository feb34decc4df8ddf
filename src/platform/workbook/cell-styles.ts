import type { Alignment, Border, Fill, Font, Style } from 'exceljs'
import type { CellMark, ColumnSpec } from './workbook-spec.ts'

/** ExcelJS keys its style table by object: a style must be one shared object, and never be changed. */
type SharedStyle = Partial<Style>

const FONT = '宋体'
const LINE: Partial<Border> = { style: 'thin', color: { argb: 'FF808080' } }
const BOX = { top: LINE, left: LINE, bottom: LINE, right: LINE }
const FORMATS = { text: '@', number: '0.00', integer: '0' } as const
const MIDDLE: Partial<Alignment> = { vertical: 'middle', wrapText: true }

const MARKS: Readonly<Record<Exclude<CellMark, 'strong'>, { text: string; tint: string }>> = {
  blue: { text: 'FF174A7C', tint: 'FFE3EFFA' },
  yellow: { text: 'FF7A4D00', tint: 'FFFFF1CC' },
  red: { text: 'FF9B1C1C', tint: 'FFFDE7E6' },
  none: { text: 'FF4A5560', tint: 'FFEEF1F4' },
  bad: { text: 'FF9B1C1C', tint: 'FFFDE7E6' },
}

export const TITLE: SharedStyle = {
  numFmt: '@',
  font: { name: '黑体', size: 16 },
  alignment: { ...MIDDLE, horizontal: 'center' },
}

export const LINE_OF_TEXT: SharedStyle = {
  numFmt: '@',
  font: { name: FONT, size: 11 },
  alignment: { ...MIDDLE, horizontal: 'left' },
}

const HEADING_ALIGNMENT: Partial<Alignment> = { ...MIDDLE, horizontal: 'center' }
const HEADING: SharedStyle = {
  numFmt: '@',
  font: { name: '黑体', size: 11 },
  alignment: HEADING_ALIGNMENT,
  border: BOX,
  fill: solid('FFF2F2F2'),
}
const REQUIRED: SharedStyle = { ...HEADING, font: { name: '黑体', size: 11, color: { argb: 'FFC00000' } } }

export function headingStyle(column: ColumnSpec): SharedStyle {
  return column.required === true ? REQUIRED : HEADING
}

/** The styles of one column: of its empty cells (so that what is typed there stays text) and of its filled ones. */
export interface ColumnStyles {
  blank: SharedStyle
  plain: SharedStyle
  marked: Readonly<Record<CellMark, SharedStyle>>
}

export function columnStyles(column: ColumnSpec): ColumnStyles {
  const numFmt = FORMATS[column.kind]
  const alignment = { ...MIDDLE, horizontal: column.align ?? (column.kind === 'text' ? 'left' : 'right') }
  const styled = (font: Partial<Font>, fill?: Fill): SharedStyle => ({
    numFmt,
    alignment,
    border: BOX,
    font: { name: FONT, size: 11, ...font },
    ...(fill && { fill }),
  })
  const marked = (mark: keyof typeof MARKS) => styled({ color: { argb: MARKS[mark].text } }, solid(MARKS[mark].tint))
  return {
    blank: { numFmt, alignment: MIDDLE, font: { name: FONT, size: 11 } },
    plain: styled({}),
    marked: {
      bad: marked('bad'),
      blue: marked('blue'),
      yellow: marked('yellow'),
      red: marked('red'),
      none: marked('none'),
      strong: styled({ bold: true }),
    },
  }
}

function solid(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } }
}
