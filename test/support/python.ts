import { spawnSync } from 'node:child_process'

/** Whether python3 runs here. Tests of the second implementations are skipped without it. */
export const hasPython = (): boolean => spawnSync('python3', ['--version']).status === 0
