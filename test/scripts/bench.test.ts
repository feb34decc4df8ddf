import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect } from 'chai'
import { parseArguments, Refused } from '../../scripts/bench/arguments.ts'
import { byHand } from '../../scripts/bench/rules/by-hand.ts'
import { type Contestant, disagreement } from '../../scripts/bench/rules/contestant.ts'
import { bySlot, sample } from '../../scripts/bench/rules/metrics.ts'
import { closures, explanations } from '../../scripts/bench/rules/ours.ts'
import { defaultRuleSet } from '../../src/features/rules/index.ts'

const root = join(import.meta.dirname, '../..')

describe('npm run bench', () => {
  it('names an unknown figure and runs nothing', function () {
    this.timeout(30_000)
    const run = (only: string) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'scripts/bench/run.ts', '--only', only, '--json'], {
        cwd: root,
        encoding: 'utf8',
      })
    const { status, stdout, stderr } = run('g,x,yy')
    expect(stderr).to.include('unknown figure "x", "yy"; there are a, b')
    expect({ status, stdout }).to.deep.equal({ status: 2, stdout: '' })
  })

  const known = { built: ['a', 'g'], later: ['b', 'c'] }
  const refusal = (...argv: string[]) => {
    try {
      return parseArguments(argv, known)
    } catch (error) {
      expect(error).to.be.instanceOf(Refused)
      return (error as Error).message
    }
  }

  it('says of the figures to come that they are not built yet', () => {
    expect(refusal('--only', 'g,b')).to.equal('not built yet: b; built are a, g')
  })

  it('runs all that is built, on 1,000 cadres, unless said otherwise', () => {
    expect(parseArguments([], known)).to.deep.equal({ only: ['a', 'g'], cadres: 1000, json: false })
    const asked = parseArguments(['--only=g', '--cadres', '5000', '--json'], known)
    expect(asked).to.deep.equal({ only: ['g'], cadres: 5000, json: true })
  })

  it('refuses what it does not know', () => {
    expect(refusal('--quick')).to.include('unknown argument --quick')
    expect(refusal('--only', '')).to.include('unknown figure ""')
    for (const cadres of ['many', '-5', '99', '1e5']) expect(refusal('--cadres', cadres)).to.include(`"${cadres}"`)
  })
})

describe('the peers of the rules', () => {
  const SIZE = 300
  let ids: string[]
  let contestants: Contestant[]
  before(async () => {
    const ruleSet = await defaultRuleSet()
    ids = ruleSet.conditions.map(rule => rule.id)
    const metrics = sample(ruleSet, SIZE, 0.2)
    const { compiled, values } = bySlot(ruleSet, metrics)
    contestants = [closures(compiled, values), explanations(compiled, values), byHand(metrics)]
  })

  it('agree with the function written by hand, the unknown included', async () => {
    expect(await disagreement(contestants, ids, SIZE)).to.equal(null)
  })

  it('see every verdict of every condition', async () => {
    const verdicts = await Promise.all(Array.from({ length: SIZE }, (_, i) => contestants[0]!.verdicts(i)))
    for (const verdict of ['true', 'false', 'unknown'])
      for (const [at, id] of ids.entries())
        expect(
          verdicts.map(of => of[at]),
          id,
        ).to.include(verdict)
  })

  it('are caught when one is wrong once', async () => {
    const [first, ...rest] = contestants as [Contestant, ...Contestant[]]
    const wrong = {
      name: 'wrong',
      verdicts: async (i: number) => {
        const verdicts = [...(await first.verdicts(i))]
        if (i === SIZE - 1) verdicts[ids.indexOf('B3')] = verdicts[ids.indexOf('B3')] === 'true' ? 'false' : 'true'
        return verdicts
      },
    }
    const found = await disagreement([first, ...rest, wrong], ids, SIZE)
    expect(found).to.match(/^wrong says (true|false) of B3 on sample 299, closures says /)
  })
})
