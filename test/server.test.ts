import { createServer } from 'node:http'
import { expect } from 'chai'
import { listen } from '../src/server.ts'

describe('the server', () => {
  it('says in one line of Chinese that its port is taken, and what to do', async () => {
    const squatter = createServer()
    await new Promise<void>(resolve => squatter.listen(0, '127.0.0.1', resolve))
    const address = squatter.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const refusal = await listen(() => {}, { host: '127.0.0.1', port, tls: null }).catch((error: Error) => error)
    expect(refusal).to.have.property(
      'message',
      `端口 ${port} 已被占用：请关闭占用它的程序，或用 PORT=端口号 换一个端口。`,
    )
    squatter.close()
  })

  it('answers, and drains within its patience', async () => {
    const { url, drain } = await listen((_req, res) => res.end('好'), { host: '127.0.0.1', port: 0, tls: null })
    expect(await (await fetch(url)).text()).to.equal('好')
    await drain(100)
    const after = await fetch(url).catch(() => null)
    expect(after).to.equal(null)
  })
})
