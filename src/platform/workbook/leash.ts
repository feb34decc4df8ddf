import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { ReadLimits } from './limits.ts'

const LOOK_EVERY_MS = 500
/** What Linux counts processor time in, whatever the kernel's own clock. */
const TICKS_PER_SECOND = 100

/** Kills a process that runs too long, by the clock or by the processor; call the result when it has ended. */
export function leash(child: ChildProcess, limits: ReadLimits, onKill: () => void): () => void {
  const kill = () => {
    onKill()
    child.kill('SIGKILL')
  }
  const wall = setTimeout(kill, limits.wallSeconds * 1000)
  const look = setInterval(() => {
    cpuSeconds(child.pid).then(
      used => used > limits.cpuSeconds && kill(),
      // Without /proc (or once the process is gone) the clock alone holds.
      () => clearInterval(look),
    )
  }, LOOK_EVERY_MS)
  return () => {
    clearTimeout(wall)
    clearInterval(look)
  }
}

async function cpuSeconds(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1')
  // The second field, the name, may hold spaces; user and system time are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}
