import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { Conflict, Invalid } from '../../../src/domain/errors.ts'
import { callSocket, NotServed, type SocketServer, serveSocket } from '../../../src/platform/journal/index.ts'
import { failureOf } from './support.ts'

describe('the socket', () => {
  let folder: string
  let path: string
  let server: SocketServer | null
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sanse-socket-'))
    path = join(folder, 'sanse.sock')
    server = null
  })
  afterEach(async () => {
    await server?.close()
    await rm(folder, { recursive: true })
  })

  it('answers requests of other processes, many at once', async () => {
    server = await serveSocket(path, { double: async n => Number(n) * 2, nothing: async () => undefined })
    expect(await Promise.all([1, 2, 3].map(n => callSocket(path, 'double', n)))).to.deep.equal([2, 4, 6])
    expect(await callSocket(path, 'nothing', { text: '多行\n文字' })).to.equal(null)
  })

  it('is open to this account alone', async () => {
    server = await serveSocket(path, {})
    expect((await stat(path)).mode & 0o777).to.equal(0o600)
  })

  it('brings the errors of the domain across as what they are', async () => {
    server = await serveSocket(path, {
      invalid: async () => {
        throw new Invalid({ day: '日期不对' })
      },
      conflict: async () => {
        throw new Conflict('已办结')
      },
    })
    const invalid = await failureOf(callSocket(path, 'invalid', null))
    expect(invalid).to.be.instanceOf(Invalid).with.deep.property('fields', { day: '日期不对' })
    expect(await failureOf(callSocket(path, 'conflict', null))).to.be.instanceOf(Conflict)
    expect(await failureOf(callSocket(path, 'toString', null))).to.have.property(
      'message',
      'there is no request toString',
    )
  })

  it('says that nobody serves when there is no file, or one that was left behind', async () => {
    expect(await failureOf(callSocket(path, 'any', null))).to.be.instanceOf(NotServed)
    await leaveStale(path)
    expect(await failureOf(callSocket(path, 'any', null))).to.be.instanceOf(NotServed)
  })

  it('replaces a file that was left behind, and never one in use', async () => {
    await leaveStale(path)
    server = await serveSocket(path, { ping: async () => 'pong' })
    expect(await callSocket(path, 'ping', null)).to.equal('pong')
    expect(await failureOf(serveSocket(path, {})))
      .to.have.property('message')
      .that.includes('another process')
    expect(await callSocket(path, 'ping', null)).to.equal('pong')
  })

  it('answers what it has before it closes', async () => {
    server = await serveSocket(path, { slow: () => new Promise(resolve => setTimeout(resolve, 100, 'done')) })
    const answer = callSocket(path, 'slow', null)
    await new Promise(resolve => setTimeout(resolve, 30))
    await server.close()
    server = null
    expect(await answer).to.equal('done')
  })

  it('survives a line that is no request', async () => {
    server = await serveSocket(path, { ping: async () => 'pong' })
    const socket = connect(path)
    const reply = new Promise(resolve => socket.once('data', resolve))
    socket.write('no json\n')
    expect(String(await reply)).to.include('error')
    socket.destroy()
    expect(await callSocket(path, 'ping', null)).to.equal('pong')
  })
})

/** A plain file answers connections as a dead socket does. */
async function leaveStale(path: string): Promise<void> {
  await writeFile(path, '')
}
