import { expect } from 'chai'
import fc from 'fast-check'
import { checkCharacter, readIdNumber } from '../../../src/domain/people/id-number.ts'

const first17 = fc
  .tuple(
    fc.integer({ min: 1950, max: 2005 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([year, month, date, order]) => `370699${year}${pad(month, 2)}${pad(date, 2)}${pad(order, 3)}`)

const pad = (n: number, width: number) => String(n).padStart(width, '0')
const whole = (digits: string) => digits + checkCharacter(digits)
const complaintOf = (typed: string) => {
  const read = readIdNumber(typed)
  return 'complaint' in read ? read.complaint : null
}

describe('An id number', () => {
  it('has the check digit of the standard’s own example', () => {
    expect(checkCharacter('11010519491231002')).to.equal('X')
    expect(checkCharacter('44052418800101001')).to.equal('4')
  })

  it('is found wrong whenever one digit of it is', () => {
    fc.assert(
      fc.property(first17, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (digits, place, shift) => {
        const changed = (Number(digits[place]) + shift) % 10
        const wrong = digits.slice(0, place) + changed + digits.slice(place + 1) + checkCharacter(digits)
        expect(complaintOf(wrong)).to.be.a('string')
      }),
    )
  })

  it('tells birth day and sex', () => {
    fc.assert(
      fc.property(first17, digits => {
        const read = readIdNumber(whole(digits))
        expect(read).to.include({ sex: Number(digits[16]) % 2 === 1 ? '男' : '女', knownArea: true })
        expect(read).to.have.property(
          'birthDay',
          `${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`,
        )
      }),
    )
  })

  it('may be typed with spaces, a lower-case x or in full width', () => {
    expect(readIdNumber(' 110105 19491231 002x ')).to.have.property('value', '11010519491231002X')
    expect(readIdNumber('１１０１０５１９４９１２３１００２Ｘ')).to.have.property('value', '11010519491231002X')
  })

  it('is refused with what is wrong', () => {
    expect(complaintOf('110105194912310021')).to.include('校验码')
    expect(complaintOf('110105491231002')).to.include('15位')
    expect(complaintOf('1.10105194912310E+17')).to.include('存成了数字')
    expect(complaintOf('11010519491331002X')).to.include('不是真实的日期')
    expect(complaintOf('1101051949123100')).to.include('现为16位')
    expect(complaintOf('一二三')).to.include('只能是')
  })
})
