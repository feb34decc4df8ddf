/** What was asked for. */
export interface Asked {
  readonly only: readonly string[]
  readonly cadres: number
  readonly json: boolean
}

/** What figures there are: those that can be run, and those of performance.md that are still to be built. */
export interface Known {
  readonly built: readonly string[]
  readonly later: readonly string[]
}

/** Something was asked for that there is not. */
export class Refused extends Error {}

const usage = 'npm run -s bench -- [--only a,g] [--cadres 1000] [--json]'
const names = ['--only', '--cadres', '--json']

/** Reads the command line. Throws Refused with a sentence that names what was wrong. */
export function parseArguments(argv: readonly string[], known: Known): Asked {
  const given = new Map<string, string>()
  for (let i = 0; i < argv.length; i += 1) {
    const [name = '', joined] = (argv[i] ?? '').split('=', 2)
    if (!names.includes(name)) throw new Refused(`unknown argument ${argv[i]}; usage: ${usage}`)
    if (name === '--json') given.set(name, '')
    else given.set(name, joined ?? argv[++i] ?? '')
  }
  return {
    only: figuresOf(given.get('--only'), known),
    cadres: cadresOf(given.get('--cadres')),
    json: given.has('--json'),
  }
}

function figuresOf(only: string | undefined, { built, later }: Known): readonly string[] {
  if (only === undefined) return built
  const ids = [...new Set(only.split(',').map(id => id.trim()))]
  const unknown = ids.filter(id => !built.includes(id) && !later.includes(id))
  if (unknown.length > 0) {
    const all = [...built, ...later].sort().join(', ')
    throw new Refused(`unknown figure ${unknown.map(id => `"${id}"`).join(', ')}; there are ${all}`)
  }
  const unbuilt = ids.filter(id => later.includes(id))
  if (unbuilt.length > 0)
    throw new Refused(`not built yet: ${unbuilt.join(', ')}; built are ${[...built].sort().join(', ')}`)
  return ids
}

function cadresOf(text: string | undefined): number {
  if (text === undefined) return 1000
  const cadres = Number(text)
  if (/^\d+$/.test(text) && cadres >= 100 && cadres <= 1_000_000) return cadres
  throw new Refused(`--cadres must be a whole number from 100 to 1000000, not "${text}"`)
}
