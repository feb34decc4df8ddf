import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { findMongod } from '../../../src/platform/database/find-mongod.ts'
import { fillCache } from '../../../src/platform/database/mongod-cache.ts'
import type { MongodSource } from '../../../src/platform/database/mongod-source.ts'
import { dropScratch, fakeMongod, scratchFolder, settingsFor } from './scratch.ts'

describe('finding mongod', () => {
  let folder: string
  let cache: string
  beforeEach(async () => {
    folder = await scratchFolder()
    cache = join(folder, 'cache')
  })
  afterEach(() => dropScratch(folder))

  const refused: MongodSource = { version: '8.0.37', fits: () => true, fetch: async () => null }
  const network = (version: string): MongodSource => ({
    version,
    fits: () => true,
    fetch: into => fillCache(into, version, temporary => fakeMongod(temporary, version)),
  })
  const find = (sources: MongodSource[], changes = {}, path = join(folder, 'bin')) =>
    findMongod(settingsFor(folder, { mongodBin: null, ...changes }), { path, cache, sources })
  const failure = (...args: Parameters<typeof find>) => find(...args).catch(error => error)

  it('prefers MONGOD_BIN, then PATH, then the cache, then the network', async () => {
    const named = await fakeMongod(join(folder, 'named'), '8.0.40')
    expect((await find([network('6.0.5')])).version).to.equal('6.0.5')
    await fakeMongod(join(folder, 'bin'), '7.0.50')
    expect((await find([network('6.0.5')])).version).to.equal('7.0.50')
    expect((await find([], {}, '')).path).to.equal(join(cache, 'mongod-6.0.5', 'mongod'))
    expect((await find([], { mongodBin: named })).version).to.equal('8.0.40')
  })

  it('takes the newest of the cache', async () => {
    for (const version of ['6.0.5', '8.0.37', '7.0.9']) await fakeMongod(join(cache, `mongod-${version}`), version)
    expect((await find([])).version).to.equal('8.0.37')
  })

  it('passes over a program that does not run here', async () => {
    await mkdir(join(folder, 'bin'))
    await writeFile(join(folder, 'bin', 'mongod'), 'not a program', { mode: 0o755 })
    expect((await find([network('6.0.5')])).version).to.equal('6.0.5')
  })

  it('tries one source after the other and tells that it downloads', async () => {
    const told: string[] = []
    const found = await find([refused, network('6.0.5')], { progress: (message: string) => told.push(message) })
    expect(found.version).to.equal('6.0.5')
    expect(told).to.deep.equal(['正在下载 MongoDB…'])
  })

  it('says in one line what to do when there is neither mongod nor network', async () => {
    const { name, message } = await failure([refused, refused])
    expect(name).to.equal('DatabaseUnavailable')
    expect(message).to.contain('检查网络').and.to.contain('MONGODB_URI').and.to.contain('MONGOD_BIN')
    expect(message).to.not.contain('\n')
  })

  it('names the two settings on a platform without a download', async () => {
    const { message } = await failure([{ ...refused, fits: () => false }])
    expect(message).to.contain(process.arch).and.to.contain('MONGODB_URI').and.to.contain('MONGOD_BIN')
  })

  it('says so when MONGOD_BIN does not run', async () => {
    const { message } = await failure([], { mongodBin: '/nowhere/mongod' })
    expect(message).to.contain('/nowhere/mongod')
  })

  it('passes over outdated programs in production, and refuses when there is no other', async () => {
    const named = await fakeMongod(join(folder, 'bin'), '6.0.5')
    expect((await failure([], { production: true })).message).to.contain('6.0.5')
    expect((await failure([], { production: true, mongodBin: named })).message).to.contain('6.0.5')
    expect((await failure([network('6.0.6')], { production: true })).message).to.contain('6.0.5')
    expect(await readdir(folder)).to.not.include('cache')
    expect((await find([network('8.0.37')], { production: true })).version).to.equal('8.0.37')
  })

  it('fills the cache once when two processes download at once', async () => {
    const found = await Promise.all([find([network('6.0.5')]), find([network('6.0.5')])])
    expect(new Set(found.map(binary => binary.path)).size).to.equal(1)
    expect(await readdir(cache)).to.deep.equal(['mongod-6.0.5'])
  })

  it('leaves nothing behind of a download that fails or whose process died', async () => {
    await mkdir(join(cache, '.unfinished-999999999-abc'), { recursive: true })
    await fillCache(cache, '6.0.5', () => Promise.reject(new Error('broken'))).catch(() => {})
    expect(await readdir(cache)).to.deep.equal([])
  })
})
