/** A place on the network that may hold a mongod for this machine. */
export interface MongodSource {
  /** The version it would bring. */
  version: string
  /** Whether it has one for this platform. */
  fits(): boolean
  /** Fetches it into the cache and returns its path; null, quietly, when the network or the machine does not allow it. */
  fetch(cache: string): Promise<string | null>
}
