import { expect } from 'chai'
import fc from 'fast-check'
import { type PasswordPolicy, passwordFault } from '../../../src/domain/access/password-policy.ts'

const common = new Set(['password', 'qwerty123456', 'admin', 'welcome', 'woaini', '1qaz2wsx3edc'])
const personal = ['zhaoyi', '赵一鸣', 'zhaoyiming', 'yiming', 'k1']
const fault = (password: string, policy: PasswordPolicy = 'dengbao') =>
  passwordFault(password, { policy, common, personal })

describe('a new password', () => {
  const refused: readonly [string, string, string][] = [
    ['eleven characters', 'Lantern-77x', '至少 12 个字符'],
    ['129 characters', `A1-${'lantern boat '.repeat(10)}`.slice(0, 129), '不能超过 128 个字符'],
    ['two classes only', 'lanternboat77', '至少用到三类'],
    ['the place', 'Haiyang2026zzb', '不能含有'],
    ['the place inside', 'X9-my-Sanse-boat', '不能含有'],
    ['the username', 'X9-ZhaoYi-boat', '不能含有'],
    ['the name', 'X9-赵一鸣-lantern', '不能含有'],
    ['the pinyin of the name', 'Boat99-YIMING-x', '不能含有'],
    ['a listed one', 'Qwerty123456', '过于常见'],
    ['a listed word with figures around it', 'Password2026!!', '过于常见'],
    ['a listed word in disguise', 'P@ssw0rd20261', '过于常见'],
    ['few different characters', 'Aa1Aa1Aa1Aa1', '过于常见'],
    ['a part repeated', 'Boat7-Boat7-Boat7-', '过于常见'],
    ['runs of keys', 'Asdfgh123456!', '过于常见'],
  ]
  for (const [what, password, why] of refused)
    it(`is refused with ${what}`, () => expect(fault(password)).to.include(why))

  const taken: readonly [string, string][] = [
    ['twelve characters of three classes', 'Lantern-boat'],
    ['spaces as signs', 'Three Lantern boats'],
    ['Chinese as a class', '灯塔 照海 two boats 7'],
    ['full-width letters', 'Ｌantern-boat'],
    ['64 characters', `Aa1!${'x'.repeat(60)}`],
    ['128 characters', `Aa1!${'x'.repeat(124)}`],
    ['128 Chinese characters', `${'灯塔照海'.repeat(31)} 1ab`],
    ['letters of a username too short to tell', 'Lantern-k1-boat'],
  ]
  for (const [what, password] of taken) it(`is taken with ${what}`, () => expect(fault(password)).to.equal(null))

  it('needs no classes under asvs, but the lists hold', () => {
    expect(fault('lanternboatsea', 'asvs')).to.equal(null)
    expect(fault('welcome2026!', 'asvs')).to.include('过于常见')
    expect(fault('boat-haiyang-sea', 'asvs')).to.include('不能含有')
    expect(fault('lanternboat', 'asvs')).to.include('至少 12 个字符')
  })

  it('is judged whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), typed =>
        [null, 'string'].includes(fault(typed) && 'string'),
      ),
    )
  })
})
