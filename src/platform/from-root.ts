import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** `#package.json` stands in package.json itself, which a module finds from wherever it lies. */
const root = dirname(createRequire(import.meta.url).resolve('#package.json'))

/**
 * The path of a file or folder, named from the root of the repository (`views`), whether the program runs from `src` or
 * from what was built of it.
 */
export const fromRoot = (path: string): string => join(root, path)
