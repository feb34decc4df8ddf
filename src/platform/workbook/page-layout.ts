import type { HeaderFooter, PageSetup } from 'exceljs'
import type { SheetSpec, WorkbookSpec } from './workbook-spec.ts'
import { writableText } from './written-text.ts'

const A4 = 9
const LONGEST_WATERMARK = 120
const MM_PER_INCH = 25.4

/** The page of official tables: A4, margins left and right 16, top 25, bottom 21 mm, one page wide, headings repeated. */
export function pageSetup(sheet: SheetSpec, headingRow: number): Partial<PageSetup> {
  return {
    paperSize: A4,
    orientation: sheet.orientation ?? 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    margins: {
      left: inches(16),
      right: inches(16),
      top: inches(25),
      bottom: inches(21),
      header: inches(12),
      footer: inches(10),
    },
    printTitlesRow: `${headingRow}:${headingRow}`,
  }
}

/** `— 1 —` in the middle of the foot; 示例数据 and the watermark at the head. */
export function headerFooter(spec: WorkbookSpec): Partial<HeaderFooter> {
  const sample = spec.sample === true ? '&C示例数据' : ''
  const watermark = spec.watermark === undefined ? '' : `&R${literal(spec.watermark)}`
  return { oddFooter: '&C— &P —', ...(sample + watermark !== '' && { oddHeader: sample + watermark }) }
}

/** `&` begins a code in headers; Excel calls a file damaged whose header is longer than 255. */
function literal(text: string): string {
  return writableText(text).slice(0, LONGEST_WATERMARK).replaceAll('&', '&&')
}

function inches(mm: number): number {
  return Math.round((mm / MM_PER_INCH) * 10_000) / 10_000
}
