import { expect } from 'chai'
import { type Action, actions, can, scopeOf } from '../../../src/domain/access/rights.ts'
import { type Actor, type Role, roles } from '../../../src/domain/access/roles.ts'

/** Roles in the order of the columns. */
const columns: readonly Role[] = [
  'sys',
  'sec',
  'aud',
  'section',
  'supervision',
  'deputy',
  'leader',
  'hr',
  'liaison',
  'cadre',
]

/** The table of rights, written again by hand: A all, U own unit, S own file, - not at all. */
const table: Readonly<Record<string, string>> = {
  //                    sys sec aud sec sup dep lea hr  lia cad
  'home.read': '        -   -   -   A   A   A   A   -   -   -',
  'lists.read': '       -   -   -   A   A   A   A   A   U   -',
  'files.read': '       -   -   -   A   A   A   A   -   U   S',
  'alerts.read': '      -   -   -   A   A   A   A   -   U   -',
  'closes.read': '      -   -   -   A   A   A   A   A   U   -',
  'closes.close': '     -   -   -   A   -   A   -   -   -   -',
  'roster.read': '      -   -   -   A   A   A   A   A   U   -',
  'roster.import': '    -   -   -   A   -   -   -   -   -   -',
  'assessments.read': ' -   -   -   A   A   A   A   -   -   -',
  'assessments.write': '-   -   -   A   A   -   -   -   -   -',
  'assessments.verify': '- - - A A - - - - -',
  'cycles.read': '      -   -   -   A   A   A   A   -   -   -',
  'cycles.manage': '    -   -   -   A   -   -   -   -   -   -',
  'facts.read': '       -   -   -   A   A   A   A   -   U   -',
  'facts.record': '     -   -   -   A   A   -   -   -   U   -',
  'facts.verify': '     -   -   -   A   A   -   -   -   -   -',
  'facts.tolerate': '   -   -   -   -   A   A   -   -   -   -',
  'facts.reverse': '    -   -   -   -   A   A   -   -   -   -',
  'evidence.import': '  -   -   -   A   A   -   -   -   -   -',
  'fairness.read': '    -   -   -   A   A   A   A   -   -   -',
  'rules.read': '       -   -   -   A   A   A   A   A   A   A',
  'rules.review': '     -   -   -   A   -   A   -   -   -   -',
  'rules.draft': '      -   -   -   A   -   -   -   -   -   -',
  'rules.publish': '    -   -   -   A   -   A   -   -   -   -',
  'trials.read': '      -   -   -   A   -   A   A   -   -   -',
  'trials.run': '       -   -   -   A   -   A   -   -   -   -',
  'trials.cases': '     -   -   -   A   -   A   -   -   -   -',
  'exports.download': ' -   -   -   A   A   A   A   A   -   -',
  'users.read': '       A   A   -   -   -   -   -   -   -   -',
  'users.create': '     A   -   -   -   -   -   -   -   -   -',
  'users.grant': '      -   A   -   -   -   -   -   -   -   -',
  'users.confirm': '    A   -   -   -   -   -   -   -   -   -',
  'audit.read': '       -   -   A   -   -   -   -   -   -   -',
}
const letters = { A: 'all', U: 'unit', S: 'self', '-': null } as const

const actor = (role: Role): Actor => ({ userId: role, username: role, name: role, role, unitId: 'own', cadreId: 'me' })

describe('the table of rights', () => {
  it('speaks of every action and every role', () => {
    expect(Object.keys(table)).to.have.members(Object.keys(actions))
    expect([...columns]).to.have.members(Object.keys(roles))
  })

  for (const [action, row] of Object.entries(table)) {
    it(`decides ${action} as written here`, () => {
      const cells = row.trim().split(/\s+/) as (keyof typeof letters)[]
      expect(cells.length).to.equal(columns.length)
      columns.forEach((role, index) => {
        const scope = letters[cells[index] ?? '-']
        const who = actor(role)
        expect(scopeOf(who, action as Action), role).to.equal(scope)
        const may = (subject: object) => can(who, action as Action, subject)
        expect(may({ unitId: 'own' }), `${role}, own unit`).to.equal(scope === 'all' || scope === 'unit')
        expect(may({ unitId: 'other' }), `${role}, other unit`).to.equal(scope === 'all')
        expect(may({ cadreId: 'me' }), `${role}, own file`).to.equal(scope === 'all' || scope === 'self')
        expect(may({ cadreId: 'other', unitId: 'other' }), `${role}, another's`).to.equal(scope === 'all')
        expect(may({}), `${role}, nothing said`).to.equal(scope === 'all')
      })
    })
  }

  it('bounds nobody to a unit or a file that is not there', () => {
    const adrift = { ...actor('liaison'), unitId: null }
    expect(can(adrift, 'files.read', { unitId: null })).to.equal(false)
    expect(can({ ...actor('cadre'), cadreId: null }, 'files.read', { cadreId: null })).to.equal(false)
  })
})
