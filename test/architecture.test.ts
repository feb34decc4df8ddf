import { readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect } from 'chai'
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const root = join(import.meta.dirname, '..')
const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as IFlattenedRuleSet & {
  readonly options: ICruiseOptions
}

/** What the rules of the architecture say of the TypeScript files in `src` below `folder`. */
async function lookAt(folder: string): Promise<ICruiseResult> {
  const { forbidden, options } = config
  const settings = {
    ...options,
    baseDir: folder,
    preserveSymlinks: true,
    ruleSet: { forbidden: forbidden ?? [] },
    validate: true,
  }
  const tsConfig = extractTSConfig(join(root, 'tsconfig.json'))
  const { output } = await cruise(['src'], settings, undefined, { tsConfig })
  if (typeof output === 'string') throw new Error(output)
  return output
}

const sourceFiles = (folder: string): string[] =>
  readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => `src/${file}`)
    .sort()

describe('The architecture', function () {
  this.timeout(120_000)

  it('holds: no import goes against a rule, and every file was looked at', async () => {
    const { modules, summary } = await lookAt(root)
    const seen = modules
      .map(({ source }) => source)
      .filter(source => source.startsWith('src/') && source.endsWith('.ts'))
    const files = sourceFiles(root)
    expect(files.length).to.be.above(250)
    expect(seen.sort()).to.deep.equal(files)
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).to.deep.equal([])
  })
})

describe('The gate of the architecture', function () {
  this.timeout(120_000)
  let folder: string
  const broken: readonly (readonly [rule: string, from: string, text: string])[] = [
    ['domain-is-pure', 'src/domain/a.ts', `import { readFileSync } from 'node:fs'\nexport const a = readFileSync\n`],
    ['platform-knows-no-web', 'src/platform/a.ts', `import { a } from '../web/a.ts'\nexport const b = a\n`],
    ['web-knows-no-feature', 'src/web/a.ts', `import { a } from '../features/x/index.ts'\nexport { a }\n`],
    ['features-meet-at-index', 'src/features/x/index.ts', `export { a } from '../y/inner.ts'\n`],
    ['features-know-no-composition', 'src/features/y/inner.ts', `export { a } from '../../compose.ts'\n`],
    ['only-workbook-knows-exceljs', 'src/features/x/a-sheet.ts', `import 'exceljs'\n`],
    ['only-web-knows-express', 'src/features/x/a-service.ts', `import 'express'\n`],
    ['only-stores-know-mongoose', 'src/features/x/b-service.ts', `import 'mongoose'\n`],
    ['no-dev-dependencies', 'src/features/x/c-service.ts', `import 'supertest'\n`],
    ['no-cycles', 'src/compose.ts', `export { a } from './web/a.ts'\n`],
    ['no-orphans', 'src/features/x/alone.ts', 'export const alone = 1\n'],
    ['no-unresolvable', 'src/features/x/lost.ts', `import './nowhere.ts'\n`],
  ]

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sanse-broken-'))
    for (const name of ['node_modules', 'package.json']) await symlink(join(root, name), join(folder, name))
    for (const [, file, text] of broken) {
      await mkdir(dirname(join(folder, file)), { recursive: true })
      await writeFile(join(folder, file), text)
    }
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it('is tried with every rule there is', () => {
    const names = (config.forbidden ?? []).map(({ name }) => name)
    expect(broken.map(([rule]) => rule).sort()).to.deep.equal(names.sort())
  })

  it('finds each rule broken where it is broken', async () => {
    const { summary, modules } = await lookAt(folder)
    const found = new Set(summary.violations.map(({ rule, from }) => `${rule.name} ${from}`))
    expect(modules.length).to.be.least(broken.length)
    for (const [rule, file] of broken) expect([...found], `${rule} in ${file}`).to.include(`${rule} ${file}`)
  })
})
