/**
 * The tests of this suite are the steps of one walk: after the first that fails the others are left out, since they would
 * fail for its sake. Mocha's own `bail` ends the whole run where files run in several processes.
 */
export function oneWalk(): void {
  let isBroken = false
  beforeEach(function () {
    if (isBroken) this.skip()
  })
  afterEach(function () {
    isBroken ||= this.currentTest?.state === 'failed'
  })
}
