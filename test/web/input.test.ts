import { expect } from 'chai'
import fc from 'fast-check'
import { inputOf, inputOfObject, queryOf } from '../../src/web/input.ts'
import { Refused } from '../../src/web/refused.ts'

const badNames = [
  'p[$ne]',
  'p[]',
  '$where',
  '__proto__',
  'constructor',
  'prototype',
  'a.__proto__.b',
  'a b',
  '',
  'a'.repeat(101),
]
const badValues: unknown[] = [{ $ne: null }, 7, true, null, [{ $gt: '' }], 'a\u0000b', Number.POSITIVE_INFINITY]

describe('input', () => {
  for (const name of badNames) {
    it(`refuses the name ${JSON.stringify(name.slice(0, 20))}`, () => {
      expect(() => inputOf([[name, 'x']])).to.throw(Refused)
    })
  }

  for (const value of badValues) {
    it(`refuses the value ${JSON.stringify(value)}`, () => {
      expect(() => inputOf([['name', value]])).to.throw(Refused)
    })
  }

  it('refuses a form of more than 2,000 fields', () => {
    expect(() => inputOf(Array.from({ length: 2001 }, (_, i) => [`f${i}`, '']))).to.throw(Refused)
  })

  it('turns a repeated name into a list and keeps the order', () => {
    expect({ ...queryOf('/lists?a=1&b=2&a=3') }).to.deep.equal({ a: ['1', '3'], b: '2' })
  })

  it('is text under plain names whatever is sent, or is refused', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.oneof(fc.string(), fc.anything()))), pairs => {
        try {
          const input = inputOf(pairs)
          expect(Object.getPrototypeOf(input)).to.equal(null)
          for (const [name, value] of Object.entries(input)) {
            expect(name).to.match(/^[A-Za-z0-9_][A-Za-z0-9_.:-]*$/)
            for (const text of [value].flat()) expect(text).to.be.a('string')
          }
        } catch (error) {
          expect(error).to.be.instanceOf(Refused)
        }
      }),
    )
  })

  it('never touches the prototype of all objects', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'a', 'polluted'), fc.string()), body => {
        try {
          inputOfObject(JSON.parse(JSON.stringify(body)))
        } catch (error) {
          expect(error).to.be.instanceOf(Refused)
        }
        expect(({} as { polluted?: string }).polluted).to.equal(undefined)
      }),
    )
  })
})
