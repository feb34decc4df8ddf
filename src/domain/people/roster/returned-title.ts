/**
 * The first line of a sheet that is given back because its file was refused: all of a file is imported or nothing, so a
 * good row was not imported either.
 */
export const returnedTitle = (name: string, total: number, refused: number): string =>
  `${name}没有导入：无误 ${total - refused} 条，有误 ${refused} 条。有一条有误，整个文件都不导入；改好红色单元格后可直接重新上传本文件`

/** How many of the rows have a fault, or stand under headings that have one. */
export function refusedRows(total: number, issues: readonly { readonly row: number }[]): number {
  return issues.some(({ row }) => row < 3) ? total : new Set(issues.map(({ row }) => row)).size
}
