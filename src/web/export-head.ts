/** Who exports what when: every workbook of the product says so at its head. */
export interface ExportHead {
  readonly today: string
  readonly operator: string
  readonly organization: string
  /** 示例数据. */
  readonly sample: boolean
}

/** The title of a sheet, marked when its data are made up. */
export const exportTitle = (title: string, { sample }: Pick<ExportHead, 'sample'>): string =>
  `${title}${sample ? '（示例数据）' : ''}`

/** The first line under the title. */
export const exportLine = ({ today, operator, organization, sample }: ExportHead): string =>
  `填报单位：${organization}    填报时间：${today}    导出人：${operator}${sample ? '    示例数据' : ''}`

/** The lines under a table that leaves the system: who filled it in, who checked it, whom to call. */
export const exportFoot: readonly string[] = [
  '填报人：                审核人：                联系电话：                ',
]
