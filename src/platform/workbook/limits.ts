/** What a file sent to us may hold at most (security B.7); a file over any of these is refused whole. */
export interface ReadLimits {
  packedBytes: number
  unpackedBytes: number
  /** Unpacked bytes for each packed byte, of one part and of the file. */
  ratio: number
  /** A part that unpacks to no more than this may have any ratio: short XML packs very well. */
  ratioFreeBytes: number
  parts: number
  sheets: number
  /** Highest row number that may hold a value, and rows with values in the whole file. */
  rows: number
  columns: number
  cellCharacters: number
  /** Cells with a value in the whole file: bounds the memory of the reader's caller. */
  cells: number
  /** Characters in the whole file, a shared string counted every time it is used. */
  characters: number
  xmlDepth: number
  xmlAttributes: number
  heapMegabytes: number
  cpuSeconds: number
  wallSeconds: number
}

const MEGABYTE = 1024 * 1024

export const READ_LIMITS: Readonly<ReadLimits> = {
  packedBytes: 10 * MEGABYTE,
  unpackedBytes: 100 * MEGABYTE,
  ratio: 100,
  ratioFreeBytes: 64 * 1024,
  parts: 200,
  sheets: 20,
  rows: 50_000,
  columns: 200,
  cellCharacters: 32_767,
  cells: 1_000_000,
  characters: 20_000_000,
  xmlDepth: 50,
  xmlAttributes: 50,
  heapMegabytes: 256,
  cpuSeconds: 15,
  wallSeconds: 30,
}
