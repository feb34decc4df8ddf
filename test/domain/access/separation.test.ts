import { expect } from 'chai'
import {
  isOpen,
  mustChangePassword,
  passwordDueAt,
  type User,
  usernameFault,
} from '../../../src/domain/access/accounts.ts'
import { noAttempts } from '../../../src/domain/access/lockout.ts'
import type { Role } from '../../../src/domain/access/roles.ts'
import {
  decisionFault,
  disablingFault,
  foundersFault,
  proposalFault,
  roleFault,
} from '../../../src/domain/access/separation.ts'
import { actorOf } from '../../support/actor.ts'

const user = (more: Partial<User> = {}): User => ({
  id: 'u',
  username: 'u',
  name: '某人',
  role: null,
  unitId: null,
  cadreId: null,
  passwordHash: 'x',
  passwordChangedAt: 0,
  mustChange: false,
  oneTimeUntil: null,
  disabled: false,
  demo: false,
  attempts: noAttempts,
  sessionsFrom: 0,
  lastSignInAt: null,
  ...more,
})
const actor = (userId: string) => actorOf(userId, 'sec')

describe('三员分立', () => {
  const cases: readonly [string, Role | null, Role, Role | null, string | null][] = [
    ['a first role', null, 'section', null, null],
    ['a first role of the three', null, 'sys', null, null],
    ['another business role', 'section', 'supervision', null, null],
    ['the same role again', 'section', 'section', null, '已是干部科'],
    ['one of the three to another', 'sys', 'sec', null, '不能改作他用'],
    ['one of the three to the business', 'aud', 'hr', null, '不能改作他用'],
    ['the business to one of the three', 'hr', 'aud', null, '不能改任三员'],
    ['a namesake who is one of the three', null, 'section', 'sys', '不能兼任三员'],
    ['one of the three with a namesake in the business', null, 'sec', 'leader', '不能兼任三员'],
    ['two of the three in one person', null, 'sec', 'sys', '不能兼任三员'],
    ['a namesake in the business', null, 'section', 'hr', null],
  ]
  for (const [what, has, gets, namesake, why] of cases) {
    it(`${why === null ? 'takes' : 'refuses'} ${what}`, () => {
      const others = namesake === null ? [] : [user({ id: 'other', role: namesake })]
      const fault = roleFault(user({ role: has }), gets, others)
      if (why === null) expect(fault).to.equal(null)
      else expect(fault).to.include(why)
    })
  }

  it('does not count a namesake whose account is disabled', () => {
    expect(roleFault(user(), 'sys', [user({ id: 'o', role: 'section', disabled: true })])).to.equal(null)
  })

  it('lets nobody propose or decide for themselves, nor one person do both', () => {
    expect(proposalFault(actor('u'), user(), 'role')).to.include('不能给自己')
    expect(proposalFault(actor('s'), user(), 'role')).to.equal(null)
    expect(decisionFault(actor('s'), 's', 'u')).to.include('提出人以外')
    expect(decisionFault(actor('u'), 's', 'u')).to.include('不能确认给自己')
    expect(decisionFault(actor('t'), 's', 'u')).to.equal(null)
  })

  it('proposes only what makes sense for the account', () => {
    expect(proposalFault(actor('s'), user(), 'enable')).to.include('没有停用')
    expect(proposalFault(actor('s'), user({ disabled: true }), 'role')).to.include('已停用')
    expect(proposalFault(actor('s'), user(), 'reset')).to.include('还没有角色')
  })

  it('leaves each of the three seats taken', () => {
    const aud = user({ role: 'aud' })
    expect(disablingFault(actor('s'), aud, [aud])).to.include('三员缺位')
    expect(disablingFault(actor('s'), aud, [aud, user({ id: 'second', role: 'aud' })])).to.equal(null)
    expect(disablingFault(actor('s'), aud, [aud, user({ id: 'second', role: 'aud', disabled: true })])).to.include(
      '缺位',
    )
    expect(disablingFault(actor('u'), user({ role: 'hr' }), [])).to.include('自己的账号')
    expect(disablingFault(actor('s'), user({ role: 'hr' }), [])).to.equal(null)
  })

  it('founds with three persons and three usernames', () => {
    const named = (names: string[], usernames: string[]) =>
      foundersFault(names.map((name, index) => ({ name, username: usernames[index] ?? '' })))
    expect(named(['甲', '乙', '丙'], ['a1', 'b1', 'c1'])).to.equal(null)
    expect(named(['甲', ' 甲', '丙'], ['a1', 'b1', 'c1'])).to.include('三个不同的人')
    expect(named(['甲', '乙', '丙'], ['a1', 'a1', 'c1'])).to.include('用户名不能相同')
  })
})

describe('an account', () => {
  const day = 86_400_000

  it('must change its password when another gave it, or after ninety days under dengbao', () => {
    expect(mustChangePassword(user({ mustChange: true }), 'asvs', 0)).to.equal(true)
    expect(mustChangePassword(user(), 'dengbao', 90 * day - 1)).to.equal(false)
    expect(mustChangePassword(user(), 'dengbao', 90 * day)).to.equal(true)
    expect(mustChangePassword(user(), 'asvs', 9000 * day)).to.equal(false)
    expect(mustChangePassword(user({ demo: true, mustChange: true }), 'dengbao', 900 * day)).to.equal(false)
    expect(passwordDueAt(user({ demo: true }), 'dengbao')).to.equal(null)
  })

  it('opens only with a role, not disabled, and before its one-time password ends', () => {
    expect(isOpen(user({ role: 'hr' }), 5)).to.equal(true)
    expect(isOpen(user(), 5)).to.equal(false)
    expect(isOpen(user({ role: 'hr', disabled: true }), 5)).to.equal(false)
    expect(isOpen(user({ role: 'hr', oneTimeUntil: 5 }), 4)).to.equal(true)
    expect(isOpen(user({ role: 'hr', oneTimeUntil: 5 }), 5)).to.equal(false)
  })

  it('has a plain username', () => {
    for (const good of ['k1', 'zhang.san', 'li-si_2']) expect(usernameFault(good)).to.equal(null)
    for (const odd of ['k', 'K1', '1k', 'a b', '张三', `a${'b'.repeat(32)}`, '$ne'])
      expect(usernameFault(odd)).not.to.equal(null)
  })
})
