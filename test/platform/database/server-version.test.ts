import { expect } from 'chai'
import { isOutdated } from '../../../src/platform/database/server-version.ts'

describe('a MongoDB version', () => {
  for (const version of ['4.4.29', '5.0.31', '6.0.5', '6.0.29', '6.3.2', '7.0.47', '7.3.4', '8.0.36']) {
    it(`${version} is outdated`, () => expect(isOutdated(version)).to.equal(true))
  }
  for (const version of ['6.0.30', '7.0.48', '8.0.37', '8.2.1', '9.0.0', '8.0.37-rc0']) {
    it(`${version} is not`, () => expect(isOutdated(version)).to.equal(false))
  }
})
