import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { connect } from '../../../src/platform/database/connect.ts'
import { findMongod } from '../../../src/platform/database/find-mongod.ts'
import { describeServer, mongoose, openDatabase } from '../../../src/platform/database/index.ts'
import { choosePort, isOpen } from '../../../src/platform/database/ports.ts'
import { testServer } from '../../support/root-hooks.ts'
import { dropScratch, scratchFolder, settingsFor } from './scratch.ts'

describe('opening MONGODB_URI', () => {
  const open = (uri: string, changes = {}) => openDatabase(settingsFor('/nowhere', { uri, ...changes }))
  const failure = (uri: string, changes = {}) => open(uri, changes).catch(error => error)

  it('uses the server and leaves it running at close', async () => {
    const { uri } = await testServer()
    for (const _ of [1, 2]) {
      const database = await open(uri)
      await database.ping()
      expect((await describeServer(database)).own).to.equal(false)
      expect(database.connection.getClient()).to.equal(database.client)
      await database.close()
      await database.close()
    }
  })

  it('warns of an outdated server, and refuses it in production', async function () {
    const { uri } = await testServer()
    const warnings: string[] = []
    const log = { info() {}, error() {}, warn: (_: object, message: string) => warnings.push(message) }
    const database = await open(uri, { log })
    const { version } = await describeServer(database)
    await database.close()
    if (warnings.length === 0) return this.skip()
    expect(warnings[0]).to.contain(version)
    expect((await failure(uri, { production: true })).message).to.contain(version)
  })

  it('says in one line that nobody answers, without the password', async () => {
    const patience = { attempts: 2, serverSelectionTimeoutMS: 100 }
    const { name, message } = await connect('mongodb://anna:secret@127.0.0.1:1/', 'x', patience).catch(error => error)
    expect(name).to.equal('DatabaseUnavailable')
    expect(message).to.contain('127.0.0.1:1').and.to.not.contain('secret')
  })

  it('says that the password is wrong', async () => {
    const uri = (await testServer()).uri.replace(/:[^:@]*@/, ':secret@')
    const { message } = await failure(uri)
    expect(message).to.contain('密码').and.to.not.contain('secret')
  })

  it('says that the address is no address', async () => {
    expect((await failure('http://example.com')).message).to.contain('MONGODB_URI')
  })

  it('refuses a server without transactions', async () => {
    const folder = await scratchFolder()
    const port = await choosePort(null)
    const { path } = await findMongod(settingsFor(folder))
    const alone = spawn(path, ['--dbpath', folder, '--port', `${port}`, '--bind_ip', '127.0.0.1', '--nounixsocket'], {
      stdio: 'ignore',
    })
    while (!(await isOpen(port))) await sleep(50)
    const { message } = await failure(`mongodb://127.0.0.1:${port}/`)
    expect(message).to.contain('不支持事务')
    alone.kill('SIGKILL')
    await once(alone, 'exit')
    await dropScratch(folder)
  })
})

describe('a model', () => {
  it('throws at an unknown field and at an unknown filter key', async () => {
    const { uri } = await testServer()
    const database = await openDatabase(settingsFor('/nowhere', { uri, name: 'strictness' }))
    const Thing = database.connection.model('Thing', new mongoose.Schema({ n: Number }))
    expect(() => new Thing({ n: 1, m: 2 })).to.throw('not in schema')
    const failure = await Thing.find({ m: 2 } as object).catch(error => error)
    expect(failure.message).to.contain('strictQuery')
    expect(await database.db.listCollections().toArray()).to.deep.equal([])
    await database.close()
  })
})
