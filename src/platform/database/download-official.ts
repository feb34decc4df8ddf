import { execFile } from 'node:child_process'
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { fillCache } from './mongod-cache.ts'
import type { MongodSource } from './mongod-source.ts'
import { sha256 } from './sha256.ts'

const version = '8.0.37'
const patienceToAnswer = 3000
const patienceToArrive = 600_000

/** MongoDB's own download for this distribution; given up when it does not answer within 3 s. */
export const downloadOfficial: MongodSource = {
  version,
  fits: () => archiveName() !== null,
  async fetch(cache) {
    const name = archiveName()
    if (name === null) return null
    try {
      return await fillCache(cache, version, folder => fetchInto(folder, name))
    } catch {
      return null
    }
  },
}

async function fetchInto(folder: string, name: string): Promise<string | null> {
  const address = `https://fastdl.mongodb.org/linux/${name}.tgz`
  const sum = await answer(`${address}.sha256`)
  const expected = (await sum?.text())?.split(/\s/)[0]
  const archive = await answer(address)
  if (!expected || !archive?.body) return null
  const file = join(folder, 'archive.tgz')
  await pipeline(Readable.fromWeb(archive.body), createWriteStream(file))
  if ((await sha256(file)) !== expected) return null
  await promisify(execFile)('tar', ['-xzf', file, '-C', folder, `${name}/bin/mongod`])
  return join(folder, name, 'bin', 'mongod')
}

async function answer(address: string): Promise<Response | null> {
  const control = new AbortController()
  const impatience = setTimeout(() => control.abort(), patienceToAnswer)
  try {
    const signal = AbortSignal.any([control.signal, AbortSignal.timeout(patienceToArrive)])
    const response = await fetch(address, { signal })
    return response.ok ? response : null
  } finally {
    clearTimeout(impatience)
  }
}

/** Name of the archive, without ending, that fits this Linux; null when MongoDB builds none for it. */
export function archiveName(
  osRelease = readOsRelease(),
  { platform, arch }: { platform: string; arch: string } = process,
): string | null {
  const cpu = { x64: 'x86_64', arm64: 'aarch64' }[arch]
  const distribution = distributionOf(osRelease)
  if (platform !== 'linux' || !cpu || !distribution) return null
  // Debian packages exist for Intel only.
  if (cpu === 'aarch64' && distribution.startsWith('debian')) return null
  return `mongodb-linux-${cpu}-${distribution}-${version}`
}

function distributionOf(osRelease: string): string | null {
  const field = (key: string) => new RegExp(`^${key}="?([^"\n]*)`, 'm').exec(osRelease)?.[1] ?? ''
  const [id, release] = [field('ID'), field('VERSION_ID')]
  if (id === 'debian' && Number(release) >= 12) return 'debian12'
  if (id === 'ubuntu' && Number(release) >= 22) return Number(release) >= 24 ? 'ubuntu2404' : 'ubuntu2204'
  if (id === 'amzn' && release === '2023') return 'amazon2023'
  const isRedHat = ['rhel', 'centos', 'rocky', 'almalinux', 'ol'].includes(id)
  if (isRedHat && Number.parseFloat(release) >= 9) return 'rhel93'
  return null
}

function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8')
  } catch {
    return ''
  }
}
