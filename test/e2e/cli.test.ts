import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect } from 'chai'
import type { StandingDocument } from '../../src/features/ratings/index.ts'
import { assess, recordFact } from '../features/closes/support.ts'
import { freshDatabase } from '../support/database.ts'
import { type Filled, factFields, filledInstallation } from '../support/filled.ts'
import { installation, type TestInstallation } from '../support/installation.ts'
import { hasPython } from '../support/python.ts'
import { testServer } from '../support/root-hooks.ts'
import { pageOf, Visitor } from '../support/visitor.ts'

const root = join(import.meta.dirname, '../..')
const running = new Set<ChildProcess>()

/** As `npm start` starts it; as `npm run sanse` does, which translates all of it each time. */
const programs = { built: ['dist/src/cli.js'], source: ['--import', 'tsx', 'src/cli.ts'] }

/** Starts the real program over a database of these tests. */
async function sanse(
  program: keyof typeof programs,
  database: string,
  dataFolder: string,
  ...args: string[]
): Promise<ChildProcess> {
  const { uri } = await testServer()
  const settings = { SANSE_DATA: dataFolder, MONGODB_URI: uri, MONGODB_NAME: database, PORT: '0' }
  const child = spawn(process.execPath, [...programs[program], ...args], {
    cwd: root,
    env: { ...process.env, ...settings, SANSE_TODAY: '2022-05-31', LOG_LEVEL: 'silent', NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

/** Runs a command of the CLI to its end. */
const run = (database: string, dataFolder: string, ...args: string[]): Promise<Ended> =>
  ended(sanse('built', database, dataFolder, ...args))

async function ended(started: Promise<ChildProcess>): Promise<Ended> {
  const child = await started
  const [out, error, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'exit')])
  return { code, out, error }
}

/** Starts a server and waits until it says where it is; `said` is what it has said so far. */
async function serve(database: string, dataFolder: string) {
  const child = await sanse('built', database, dataFolder, 'serve')
  const state = { said: '' }
  child.stdout?.resume()
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', code => reject(new Error(`It ended with ${code}: ${state.said}`)))
    child.stderr?.on('data', chunk => {
      state.said += chunk
      const found = /已启动：(http\S+)/.exec(state.said)?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  return { child, url, state }
}

before(function () {
  this.timeout(120_000)
  execFileSync('npm', ['run', '-s', 'build'], { cwd: root })
})

after(() => {
  for (const child of running) child.kill('SIGKILL')
})

describe('The command line, beside a running server', function () {
  this.timeout(120_000)
  let at: Filled
  const cli = (...args: string[]) => run(at.database.name, at.dataFolder, ...args)
  const rate = async (): Promise<string> => (await cli('rate', '--as-of', '2022-05-31', '--json')).out
  before(async () => {
    at = await filledInstallation()
  })
  after(() => at?.close())

  it('rates as the pages do', async () => {
    const { out, code } = await cli('rate', '--as-of', '2022-05-31', '--json')
    expect(code).to.equal(0)
    expect(JSON.stringify(JSON.parse(out))).to.include('"yellow":1')
    const { out: before } = await cli('rate', '--as-of', '2022-05-01', '--json')
    expect(JSON.stringify(JSON.parse(before))).not.to.include('"yellow":1')
  })

  it('gives out what a second program computes the same from', async function () {
    if (!hasPython()) return this.skip()
    const inputs = await sanse('source', at.database.name, at.dataFolder, 'inputs', '--as-of', '2022-05-31', '--json')
    const second = spawn('python3', ['scripts/recompute.py'], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] })
    inputs.stdout!.pipe(second.stdin)
    const [said, wrong, [code]] = await Promise.all([text(second.stdout), text(second.stderr), once(second, 'exit')])
    expect(code, said + wrong).to.equal(0)
  })

  it('replays the ledger to the same standings, and names the one that was changed by hand', async () => {
    expect((await cli('replay', '--json')).out).to.include('"agrees":true')
    const standings = at.database.db.collection<StandingDocument>('standings')
    await standings.updateOne({ _id: 'c00005' }, { $set: { suggested: 'blue' } })
    const { code, out } = await cli('replay')
    await standings.updateOne({ _id: 'c00005' }, { $set: { suggested: 'yellow' } })
    expect(code).not.to.equal(0)
    expect(out).to.match(/^c00005 suggested：现存 .*blue.*重建 .*yellow/)
  })

  it('sees a fact taken away and given back, as the rules say', async () => {
    const { factVerified } = at.ids
    const j1 = at.as('j1')
    const full = await rate()
    const reverse = async (of: string) => {
      const path = `/facts/${factVerified}/reversal`
      await j1.open(`${path}?of=${of}`)
      expect((await j1.post(path, { of, reason: '查明不属该单位' })).status).to.equal(303)
    }
    const listed = async () => pageOf(await j1.open('/lists/yellow'))('main tbody tr').length
    expect(await listed()).to.equal(1)
    await reverse(factVerified)
    expect(await listed()).to.equal(0)
    expect(await rate()).not.to.equal(full)
    const reversal = await at.database.db.collection('ledger').findOne({ kind: 'reversal' }, { sort: { _id: -1 } })
    await reverse(String(reversal?._id))
    expect(await listed()).to.equal(1)
    expect(await rate()).to.equal(full)
    expect((await cli('replay', '--json')).out).to.include('"agrees":true')
  })

  it('lets a second server answer who reads, and send who writes away for now', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sanse-second-'))
    copyFileSync(join(at.dataFolder, 'session-secret'), join(folder, 'session-secret'))
    const second = await serve(at.database.name, folder)
    const k1 = at.as('k1')
    await k1.open('/facts/new')
    const cookie = k1.agent.jar.getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false } as never)
    const visitor = new Visitor(second.url)
    const read = await visitor.agent.get('/facts').set('Cookie', cookie.toValueString())
    expect(read.status).to.equal(200)
    expect(read.text).to.include('督办件逾期未复')
    const before = await at.counts()
    const written = await visitor.agent
      .post('/facts')
      .set('Cookie', cookie.toValueString())
      .type('form')
      .send({ ...k1.hidden, ...factFields({ title: '第二台上录入' }) })
    expect(written.status).to.equal(503)
    expect(written.text).to.include('暂时不能办理')
    expect(await at.counts()).to.deep.equal(before)
    second.child.kill('SIGTERM')
    expect((await once(second.child, 'exit'))[0]).to.equal(0)
    rmSync(folder, { recursive: true, force: true })
  })

  it('stops at SIGTERM in the middle of work: exit 0, and what was acknowledged is there', async () => {
    await at.journal.stop()
    const server = await serve(at.database.name, at.dataFolder)
    const ended = once(server.child, 'exit')
    const k1 = new Visitor(server.url)
    await k1.signIn('k1', at.passwords.get('k1') ?? '')
    // The installation hashed cheaply; what is served hashes anew, at the cost of the product.
    const user = await at.database.db.collection('users').findOne({ username: 'k1' })
    expect(user?.passwordHash).to.match(/^scrypt\$32768\$8\$3\$/)
    const preview = await k1.post('/facts/preview', factFields({ title: '预览', day: '2022-05-12' }))
    const seen = String(pageOf(preview)('[name=seen]').val())
    const acknowledged: string[] = []
    const sent = Array.from({ length: 40 }, async (_, i) => {
      const title = `停机时录入的第 ${i} 件`
      const fields = { ...k1.hidden, ...factFields({ title, day: '2022-05-12' }), seen, _key: `stopping-number-${i}` }
      const answer = await k1.agent.post('/facts').redirects(0).type('form').send(fields)
      if (answer.status === 303) acknowledged.push(title)
      if (acknowledged.length === 3) server.child.kill('SIGTERM')
    })
    await Promise.allSettled(sent)
    server.child.kill('SIGTERM')
    expect((await ended)[0]).to.equal(0)
    const facts = await at.database.db.collection('facts').find({ day: '2022-05-12' }).toArray()
    const saved = facts.map(({ title }) => String(title))
    expect(acknowledged.length).to.be.least(3)
    expect(saved).to.include.members(acknowledged)
    expect((await cli('replay', '--json')).out).to.include('"agrees":true')
  })
})

describe('A close from the command line', function () {
  this.timeout(120_000)
  let at: TestInstallation
  let waiting: number
  const cli = (...args: string[]) => run(at.database.name, at.dataFolder, 'close', '--month', '2022-05', ...args)
  const closes = () => at.database.db.collection('closes').find().toArray()
  before(async () => {
    at = await installation({ accounts: false })
    await assess(at, [9000, 7000])
    at.clock.set('2022-05-16', 9 * 3600)
    waiting = await recordFact(at, { day: '2022-05-13' })
    await at.journal.stop()
  })
  after(() => at?.close())

  it('is refused where nobody can be asked, unless it is told not to ask', async () => {
    const { code, error } = await cli('--reason', '材料在外地')
    expect(code).to.equal(1)
    expect(error).to.equal('月结 2022-05 以后不能更改，也不能删除。这里不是终端，无法确认；确实要做，请加 --yes。\n')
    expect(await closes()).to.deep.equal([])
  })

  it('is refused without a reason while facts wait past their clock', async () => {
    const { code, error } = await cli('--yes')
    expect(code).to.equal(1)
    expect(error).to.include('还有 1 件事实超期未核实').and.not.include('    at ')
    expect(await closes()).to.deep.equal([])
  })

  it('with a reason is made by hand in the name of the terminal, and says what it is', async () => {
    const { code, out, error } = await cli('--reason', '材料在外地', '--yes', '--json')
    expect(code, error).to.equal(0)
    expect(JSON.parse(out)).to.include({ month: '2022-05', day: '2022-05-31', people: 24, reason: '材料在外地' })
    const [made] = await closes()
    expect([made?._id, made?.by, made?.closedBy.name, made?.reason]).to.deep.equal([
      '2022-05',
      'hand',
      '命令行',
      '材料在外地',
    ])
    expect(made?.waiting).to.deep.equal([waiting])
  })

  it('asked again is still the one close, and tells who made it', async () => {
    const before = await closes()
    const { code, error } = await cli('--reason', '再来一次', '--yes')
    expect(code).to.equal(1)
    expect(error).to.match(/2022年5月已由命令行于 .+ 月结；月结不能重做/)
    expect(await closes()).to.deep.equal(before)
  })
})

describe('The command line of a fresh installation', function () {
  this.timeout(120_000)

  it('prints a link that opens the setup once, without a server and with one', async () => {
    const database = await freshDatabase()
    const folder = mkdtempSync(join(tmpdir(), 'sanse-fresh-'))
    const first = await run(database.name, folder, 'init')
    expect(first.code, first.error).to.equal(0)
    expect(first.out).to.match(/^http:\/\/127\.0\.0\.1:\d+\/setup\?code=[\w-]{20,}\n$/)
    const server = await serve(database.name, folder)
    const { out } = await run(database.name, folder, 'init')
    expect(out.startsWith(`${server.url}/setup?code=`)).to.equal(true)
    const visitor = new Visitor(server.url)
    expect((await visitor.open(new URL(out.trim()).pathname + new URL(out.trim()).search)).status).to.equal(200)
    expect((await visitor.open('/setup?code=guessed')).status).to.equal(404)
    for (const [username, password] of [
      ['admin', 'admin'],
      ['root', 'root'],
      ['sys', 'sys'],
    ]) {
      await visitor.open('/sign-in')
      expect((await visitor.post('/sign-in', { username: username!, password: password! })).status).to.equal(422)
    }
    server.child.kill('SIGTERM')
    expect((await once(server.child, 'exit'))[0]).to.equal(0)
    rmSync(folder, { recursive: true, force: true })
    await database.close()
  })

  it('finds nothing at odds where nobody was ever rated', async () => {
    const database = await freshDatabase()
    const folder = mkdtempSync(join(tmpdir(), 'sanse-empty-'))
    expect((await run(database.name, folder, 'init')).code).to.equal(0)
    const replayed = await run(database.name, folder, 'replay')
    expect([replayed.code, replayed.out]).to.deep.equal([0, '一致：现存的评定和各月月结与账本重建的完全相同。\n'])
    expect((await run(database.name, folder, 'doctor')).out).to.include('✓ 评定与账本')
    rmSync(folder, { recursive: true, force: true })
    await database.close()
  })

  it('says in Chinese what is wrong with a setting or a day', async () => {
    const database = await freshDatabase()
    const folder = mkdtempSync(join(tmpdir(), 'sanse-wrong-'))
    const { code, error } = await ended(sanse('source', database.name, folder, 'rate', '--as-of', '2022-02-30'))
    expect(code).to.equal(1)
    expect(error).to.include('“2022-02-30”不是有效的日期').and.not.to.include('    at ')
    rmSync(folder, { recursive: true, force: true })
    await database.close()
  })
})
