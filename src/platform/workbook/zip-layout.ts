import type { Entry, LocalFileHeader, ZipFile } from 'yauzl'
import { Refused } from './refusal.ts'

const END_RECORD = 22
const ZIP64_END_RECORDS = 76
const SIZES_FOLLOW_DATA = 0x8

/** Refuses a file in which the two directories disagree, parts share bytes, or bytes stand outside the archive. */
export async function checkLayout(zip: ZipFile, entries: readonly Entry[], directoryStart: number): Promise<void> {
  const tail = zip.fileSize - Number(zip.readEntryCursor) - zip.comment.length
  if (tail !== END_RECORD && tail !== END_RECORD + ZIP64_END_RECORDS) throw new Refused('damaged')
  let free = 0
  for (const entry of [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    if (entry.relativeOffsetOfLocalHeader < free) throw new Refused('overlapping-parts')
    if (free === 0 && entry.relativeOffsetOfLocalHeader !== 0) throw new Refused('damaged')
    const local = await zip.readLocalFileHeaderPromise(entry).catch(asRefused)
    checkLocalHeader(entry, local)
    free = local.fileDataStart + entry.compressedSize
  }
  if (free > directoryStart) throw new Refused('overlapping-parts')
}

function checkLocalHeader(entry: Entry, local: LocalFileHeader): void {
  if (!local.fileName.equals(entry.fileNameRaw)) throw new Refused('damaged')
  if (local.compressionMethod !== entry.compressionMethod) throw new Refused('damaged')
  const saysSizes = (local.generalPurposeBitFlag & SIZES_FOLLOW_DATA) === 0 && local.uncompressedSize !== 0xffffffff
  if (saysSizes && local.uncompressedSize !== entry.uncompressedSize) throw new Refused('false-sizes')
}

/** Any failure of the zip library is a fault of the file. */
export function asRefused(error: unknown): never {
  if (error instanceof Refused) throw error
  const text = error instanceof Error ? error.message : ''
  if (text.includes('encryption')) throw new Refused('password')
  throw new Refused(/bytes in the stream|size mismatch/.test(text) ? 'false-sizes' : 'damaged')
}
