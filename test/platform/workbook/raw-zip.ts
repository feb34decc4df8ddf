import { crc32, deflateRawSync } from 'node:zlib'

/** An entry of a zip file written byte by byte, so that its headers may lie. */
export interface RawEntry {
  name: string
  data: Buffer | string
  stored?: boolean
  /** Claimed in both headers, or in the central one only. */
  claimedSize?: number
  claimedCentralSize?: number
  /** Points the directory at the bytes of an earlier entry. */
  sameBytesAs?: number
  flags?: number
  localName?: string
}

interface Placed {
  entry: RawEntry
  packed: Buffer
  sum: number
  size: number
  offset: number
}

export function rawZip(entries: readonly RawEntry[], { before = '', after = '', count = entries.length } = {}): Buffer {
  const chunks: Buffer[] = [Buffer.from(before, 'latin1')]
  let position = chunks[0]?.length ?? 0
  const placed: Placed[] = []
  const push = (chunk: Buffer) => {
    chunks.push(chunk)
    position += chunk.length
  }
  for (const entry of entries) {
    const twin = entry.sameBytesAs === undefined ? undefined : placed[entry.sameBytesAs]
    if (twin !== undefined) {
      placed.push({ ...twin, entry })
      continue
    }
    const data = Buffer.from(entry.data)
    const packed = entry.stored ? data : deflateRawSync(data)
    const one = { entry, packed, sum: crc32(data), size: entry.claimedSize ?? data.length, offset: position }
    placed.push(one)
    push(localHeader(one))
    push(packed)
  }
  const directory = position
  for (const one of placed) push(centralHeader(one))
  push(endRecord(count, position - directory, directory))
  push(Buffer.from(after, 'latin1'))
  return Buffer.concat(chunks)
}

function localHeader({ entry, packed, sum, size }: Placed): Buffer {
  const name = Buffer.from(entry.localName ?? entry.name)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(entry.flags ?? 0, 6)
  head.writeUInt16LE(entry.stored ? 0 : 8, 8)
  head.writeUInt32LE(sum, 14)
  head.writeUInt32LE(packed.length, 18)
  head.writeUInt32LE(size, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, name])
}

function centralHeader({ entry, packed, sum, size, offset }: Placed): Buffer {
  const name = Buffer.from(entry.name)
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(20, 6)
  head.writeUInt16LE(entry.flags ?? 0, 8)
  head.writeUInt16LE(entry.stored ? 0 : 8, 10)
  head.writeUInt32LE(sum, 16)
  head.writeUInt32LE(packed.length, 20)
  head.writeUInt32LE(entry.claimedCentralSize ?? size, 24)
  head.writeUInt16LE(name.length, 28)
  head.writeUInt32LE(offset, 42)
  return Buffer.concat([head, name])
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
