import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect } from 'chai'
import { digestOfRatings } from './support/digest-of-ratings.ts'

const program = join(import.meta.dirname, 'support/digest-of-ratings.ts')

function digestIn(timeZone: string, language: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, TZ: timeZone, LANG: language },
    encoding: 'utf8',
  })
  if (stdout === '') throw new Error(stderr)
  return stdout
}

describe('The bytes of a rating', () => {
  it('are the same in every time zone and language', function () {
    this.timeout(60_000)
    const here = digestOfRatings()
    expect(digestIn('UTC', 'C')).to.equal(here)
    expect(digestIn('Asia/Shanghai', 'zh_CN.UTF-8')).to.equal(here)
    expect(digestIn('America/St_Johns', 'en_US.UTF-8')).to.equal(here)
  })

  it('are the same on every version of Node', () => {
    // Said once; when the rules of rating or V1 change, so does this line, and a reviewer sees that they did.
    expect(digestOfRatings()).to.equal('c8078894e2bff6c3a61b52ead35d8d855acb4bb0162da3ca2bbbea02d472783f')
  })
})
