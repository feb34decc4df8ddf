import { once } from 'node:events'
import { get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { download } from '../../src/web/route.ts'
import { route, testApp } from './test-app.ts'

const csv = 'text/csv; charset=utf-8'
const chunk = Buffer.alloc(64 * 1024, 'x')
let written = 0

describe('a download', () => {
  let test: Awaited<ReturnType<typeof testApp>>
  before(async () => {
    test = await testApp([
      route({
        path: '/whole',
        handle: async () => download('名单 2022.csv', csv, async out => void out.write('姓名\n')),
      }),
      route({ path: '/empty', handle: async () => download('a.csv', csv, async () => {}) }),
      route({
        path: '/fails-at-once',
        handle: async () => download('a.csv', csv, async () => Promise.reject(new Error('secret'))),
      }),
      route({
        path: '/fails-later',
        handle: async () =>
          download('a.csv', csv, async out => {
            out.write(chunk)
            await new Promise(resolve => setTimeout(resolve, 50))
            throw new Error('secret')
          }),
      }),
      route({
        path: '/endless',
        right: 'anyone',
        handle: async () =>
          download('a.csv', csv, async out => {
            for (written = 0; written < 1000; written++) if (!out.write(chunk)) await once(out, 'drain')
          }),
      }),
    ])
  })

  it('has its name in Chinese and is kept by nobody', async () => {
    const visitor = await test.signedIn('section')
    const answer = await visitor.agent.get('/whole').expect(200)
    expect(answer.headers['content-disposition']).to.include("filename*=UTF-8''%E5%90%8D%E5%8D%95%202022.csv")
    expect(answer.headers['content-type']).to.equal(csv)
    expect(answer.headers['cache-control']).to.equal('no-store')
    expect(answer.text).to.equal('姓名\n')
  })

  it('may be empty', async () => {
    const visitor = await test.signedIn('section')
    await visitor.agent.get('/empty').expect(200)
  })

  it('that fails at once is an error page', async () => {
    const visitor = await test.signedIn('section')
    const answer = await visitor.agent.get('/fails-at-once').expect(500)
    expect(answer.headers['content-disposition']).to.equal(undefined)
    expect(answer.text).to.include('<h1>').and.not.include('secret')
  })

  it('that fails later is cut off, so that half a file does not look whole', async () => {
    const visitor = await test.signedIn('section')
    const outcome = await visitor.agent.get('/fails-later').then(
      () => 'whole',
      (error: Error & { code?: string }) => error.code ?? error.message,
    )
    expect(outcome).to.match(/aborted|ECONNRESET/)
  })

  it('waits for a slow reader, and stops when the reader leaves', async () => {
    const server: Server = test.app.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const request = get({ port: (server.address() as AddressInfo).port, path: '/endless' })
    const [response] = await once(request, 'response')
    await new Promise(resolve => setTimeout(resolve, 200))
    expect(written).to.be.greaterThan(0).and.lessThan(500)
    response.destroy()
    await new Promise(resolve => setTimeout(resolve, 100))
    const left = written
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(written).to.equal(left)
    server.close()
  })
})
