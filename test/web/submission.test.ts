import { expect } from 'chai'
import { submissionOf } from '../../src/web/submission.ts'

const key = 'a3f1c2d4-0000-4000-8000-000000000000'
const name = (who = 'k1', path = '/facts', words = 'x', file = '') =>
  submissionOf(who, path, undefined, { _key: key, text: words }, file)

describe('a submission', () => {
  it('sent twice is one', () => expect(name()).to.equal(name()))
  it('mended and sent again is another', () => expect(name('k1', '/facts', 'y')).to.not.equal(name()))
  it('of another person is another', () => expect(name('k2')).to.not.equal(name()))
  it('to another address is another', () => expect(name('k1', '/facts/1/closure')).to.not.equal(name()))
  it('with another file is another', () => expect(name('k1', '/facts', 'x', 'hash')).to.not.equal(name()))
  it('without a key stands alone', () => {
    const bare = () => submissionOf('k1', '/facts', undefined, {}, '')
    expect(bare()).to.not.equal(bare())
  })
  it('is the same under a new token of the session', () => {
    const under = (token: string) => submissionOf('k1', '/facts', undefined, { _key: key, _csrf: token }, '')
    expect(under('a')).to.equal(under('b'))
  })
  it('with a key that cannot be one is refused', () => {
    expect(() => submissionOf('k1', '/facts', '{"$ne":1}', {}, '')).to.throw('编号')
  })
})
