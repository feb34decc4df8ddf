import { expect } from 'chai'
import { isOwnPath, ownPathOr } from '../../src/web/paths.ts'

const own = ['/', '/lists?unit=1&q=%E5%BC%A0', '/cadres/12#facts']
const foreign = [
  '',
  'lists',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/a\r\nSet-Cookie: x',
]

describe('a redirect', () => {
  for (const path of own) it(`may go to ${path}`, () => expect(isOwnPath(path)).to.equal(true))
  for (const path of foreign) it(`may not go to ${JSON.stringify(path)}`, () => expect(isOwnPath(path)).to.equal(false))
  it('falls back to a page of this site', () => expect(ownPathOr('//evil.example', '/')).to.equal('/'))
})
