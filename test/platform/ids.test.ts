import { expect } from 'chai'
import { newId } from '../../src/platform/ids.ts'

describe('a new id', () => {
  it('says what it names, and cannot be guessed', () => {
    expect(newId('task')).to.match(/^task-[0-9a-hjkmnp-tv-z]{16}$/)
    expect(new Set(Array.from({ length: 10_000 }, () => newId('t')))).to.have.property('size', 10_000)
  })
})
