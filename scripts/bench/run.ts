import { parseArguments, Refused } from './arguments.ts'
import type { Comparison } from './figure.ts'
import { figures, later } from './figures.ts'
import { closeGrounds } from './ground/ground.ts'
import { ensurePeers } from './peers.ts'
import { jsonLines, table } from './print.ts'

/** Measures the figures asked for, one after another. A target missed is said, not failed: the machine may be busy. */
async function main(): Promise<void> {
  const asked = parseArguments(process.argv.slice(2), { built: figures.map(figure => figure.id), later })
  ensurePeers()
  const measured: Comparison[] = []
  try {
    for (const figure of figures.filter(({ id }) => asked.only.includes(id))) {
      process.stderr.write(`bench: ${figure.id}, ${figure.work}\n`)
      const comparisons = await figure.measure(asked)
      if (asked.json) process.stdout.write(jsonLines(comparisons))
      measured.push(...comparisons)
    }
  } finally {
    await closeGrounds()
  }
  if (!asked.json) process.stdout.write(table(measured))
}

try {
  await main()
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Refused ? error.message : String((error as Error).stack ?? error)}\n`)
  process.exitCode = error instanceof Refused ? 2 : 1
}
