import { totalmem } from 'node:os'
import { constrainedMemory } from 'node:process'

const GB = 1024 ** 3

/** The memory of this machine, or what its container is given of it, in bytes. */
const usableMemory = (): number => {
  const given = constrainedMemory()
  return given > 0 ? Math.min(given, totalmem()) : totalmem()
}

/**
 * The WiredTiger cache of an own mongod in GB: an eighth of the memory, from 0.5 to 4. With less than it writes, mongod
 * writes pages out and reads them back: a re-rating of 100,000 took three times its work with 0.5 as with 3.
 */
export const cacheGBOf = (memory = usableMemory()): number =>
  Math.min(4, Math.max(0.5, Math.round((memory / GB / 8) * 100) / 100))
