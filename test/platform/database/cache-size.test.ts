import { expect } from 'chai'
import { cacheGBOf } from '../../../src/platform/database/cache-size.ts'

describe('The cache of an own mongod', () => {
  it('is an eighth of the memory, from half a GB to four', () => {
    const GB = 1024 ** 3
    const sizes = [1, 4, 8, 24, 32, 256].map(memory => cacheGBOf(memory * GB))
    expect(sizes).to.deep.equal([0.5, 0.5, 1, 3, 4, 4])
  })

  it('is known of this machine', () => {
    expect(cacheGBOf()).to.be.within(0.5, 4)
  })
})
