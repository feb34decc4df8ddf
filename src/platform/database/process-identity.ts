import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process that cannot be mistaken for a later one with the same pid. */
export interface ProcessIdentity {
  pid: number
  startedAt: string
}

/** The running process with this pid, or null when there is none (a zombie that holds nothing any more is none). */
export function identify(pid: number): ProcessIdentity | null {
  const startedAt = process.platform === 'linux' ? startOnLinux(pid) : startElsewhere(pid)
  return startedAt === null ? null : { pid, startedAt }
}

/** Whether exactly this process still runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startedAt === identity.startedAt
}

/** The command line of a process, words joined by one blank; empty when it cannot be read. */
export function commandLine(pid: number): string {
  if (process.platform === 'linux') return readOr(`/proc/${pid}/cmdline`, '').replaceAll('\0', ' ').trim()
  return ps(pid, 'command=')
}

function startOnLinux(pid: number): string | null {
  const stat = readOr(`/proc/${pid}/stat`, '')
  // The name in parentheses may hold blanks: fields are counted from behind it; state is 3, starttime 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, threads, ticks] = [fields[0], Number(fields[17]), fields[19]]
  // While other threads of a zombie still end, its files and ports are held.
  const isGone = state === 'X' || (state === 'Z' && threads <= 1)
  if (!state || !ticks || isGone) return null
  // Ticks count from the boot, so the boot belongs to the identity.
  return `${readOr('/proc/sys/kernel/random/boot_id', '').trim()}:${ticks}`
}

function startElsewhere(pid: number): string | null {
  const [state = '', ...start] = ps(pid, 'stat=,lstart=').split(/\s+/)
  return state === '' || state.startsWith('Z') ? null : start.join(' ')
}

function ps(pid: number, columns: string): string {
  try {
    return execFileSync('ps', ['-o', columns, '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise
  }
}
