import { expect } from 'chai'
import { createLogger } from '../../src/platform/logger.ts'

describe('the log', () => {
  it('never shows secrets or personal numbers, however deep', () => {
    const lines: string[] = []
    const log = createLogger({ level: 'info', destination: { write: line => void lines.push(line) } })
    const held = { password: 'p4ss', idNo: '370600', phone: '138', token: 't0k', name: '张三' }
    log.info(
      { ...held, body: held, req: { headers: { cookie: 'sid', 'set-cookie': 'sid', authorization: 'b3ar' } } },
      'seen',
    )
    log.info({ a: { b: { c: held } } }, 'deep')
    const text = lines.join('')
    for (const secret of ['p4ss', '370600', '138', 't0k', 'sid', 'b3ar']) expect(text).not.to.include(`"${secret}"`)
    expect(text).to.include('张三')
  })

  it('says nothing when it is silent', () => {
    const lines: string[] = []
    createLogger({ level: 'silent', destination: { write: line => void lines.push(line) } }).error('x')
    expect(lines).to.deep.equal([])
  })
})
