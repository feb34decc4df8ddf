import { execFile } from 'node:child_process'

/** A mongod program that runs on this machine. */
export interface MongodBinary {
  path: string
  version: string
}

/** Asks the program for its version; null when it does not run here (missing, not executable, missing libraries). */
export async function probeMongod(path: string): Promise<MongodBinary | null> {
  return new Promise(resolve => {
    execFile(path, ['--version'], { timeout: 10_000 }, (error, stdout) => {
      const version = /db version v(\d+\.\d+\.\d+)/.exec(stdout)?.[1]
      resolve(error || version === undefined ? null : { path, version })
    })
  })
}
