import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fromRoot } from '../../src/platform/from-root.ts'

const folder = fromRoot('scripts/bench')
const modules = join(folder, 'node_modules')
const { resolve } = createRequire(join(folder, 'package.json'))

/** Installs the peers, at the versions of the lockfile, where they are missing. They are no part of the product. */
export function ensurePeers(): void {
  const names = Object.keys(manifest(folder).dependencies ?? {})
  if (names.every(name => existsSync(join(modules, name, 'package.json')))) return
  process.stderr.write('bench: installing the peers into scripts/bench/node_modules (npm ci)\n')
  const { status } = spawnSync('npm', ['ci', '--prefix', folder], { cwd: folder, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('The peers could not be installed; the lines above say why.')
}

/** A peer's module. Its types are the caller's, who says what it uses of it: without the peers the project still compiles. */
export const loadPeer = async <T>(name: string): Promise<T> => (await import(pathToFileURL(resolve(name)).href)) as T

export const versionOf = (name: string): string => manifest(join(modules, name)).version

interface Manifest {
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
}

const manifest = (of: string): Manifest => JSON.parse(readFileSync(join(of, 'package.json'), 'utf8')) as Manifest
