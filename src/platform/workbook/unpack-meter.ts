import type { ReadLimits } from './limits.ts'
import { Refused } from './refusal.ts'

/** Counts what really comes out while inflating; sizes in headers are only claims. */
export interface UnpackMeter {
  /** A counter for one part of `packed` bytes; call it with the length of every chunk. */
  part(packed: number): (bytes: number) => void
}

/** One meter for one file of `filePacked` bytes. */
export function unpackMeter(filePacked: number, limits: ReadLimits): UnpackMeter {
  let total = 0
  const tooDense = (unpacked: number, packed: number) =>
    unpacked > limits.ratioFreeBytes && unpacked > packed * limits.ratio
  return {
    part(packed) {
      let own = 0
      return bytes => {
        own += bytes
        total += bytes
        if (total > limits.unpackedBytes) throw new Refused('too-large-unpacked')
        if (tooDense(own, packed) || tooDense(total, filePacked)) throw new Refused('suspicious-ratio')
      }
    },
  }
}
