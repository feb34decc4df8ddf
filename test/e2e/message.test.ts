import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect } from 'chai'
import { type Filled, sharedInstallation } from '../support/filled.ts'

/** Goes where an answer points as soon as its head is there, as browsers do. */
describe('The message after a command', function () {
  this.timeout(60_000)
  let at: Filled
  before(async () => {
    at = await sharedInstallation()
  })

  it('is on the next page, however fast the browser goes there', async () => {
    const k2 = at.as('k2')
    const cookie = k2.agent.jar.getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false } as never)
    const ask = async (method: string, path: string, body = ''): Promise<IncomingMessage> => {
      const headers = { cookie: cookie.toValueString(), 'content-type': 'application/x-www-form-urlencoded' }
      const sent = request(at.url + path, { method, headers })
      sent.end(body)
      const [answer] = (await once(sent, 'response')) as [IncomingMessage]
      return answer
    }
    await k2.open('/account')
    for (let i = 0; i < 15; i++) {
      const path = `/roster/import/${at.ids.rosterReady}`
      const sent = await ask('POST', `${path}/comparison`, new URLSearchParams({ _csrf: k2.hidden._csrf! }).toString())
      const next = await ask('GET', String(sent.headers.location))
      expect(sent.statusCode).to.equal(303)
      expect(await text(next), `round ${i}`).to.include('已按现在的名册重新核对。')
    }
  })
})
