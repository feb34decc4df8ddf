import { expect } from 'chai'
import { findingsBeforePublication } from '../../../src/domain/rules/findings-before-publication.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { ruleSetV1 } from '../support/rules.ts'

/** V1 with every mention of a name replaced, as a file could bring it. */
const renamed = (from: string, to: string): RuleSet =>
  JSON.parse(JSON.stringify(ruleSetV1).replaceAll(`"${from}"`, `"${to}"`)) as RuleSet
const said = (draft: RuleSet, fields: readonly string[] = []): string[] =>
  findingsBeforePublication(draft, ruleSetV1, new Set(fields)).map(({ level, message }) => `${level} ${message}`)
const colour = (code: string) => ruleSetV1.colours.find(one => one.code === code)

describe('A name under which records are kept', () => {
  for (const [from, to, kept] of [
    ['yellow', 'amber', '在册的列入、变动、案例'],
    ['N4', 'N4a', '已记入的事实'],
    ['staff', 'colleagues', '已录入的评价票'],
    ['strict-organization', 'strict-party', '已录入的考察'],
  ] as const)
    it(`is not changed: ${from} bars publication as ${to}, and says what would be left behind`, () => {
      const errors = said(renamed(from, to)).filter(line => line.startsWith('error'))
      expect(errors).to.have.length(1)
      expect(errors[0]).to.include(`代码由“${from}”改成了“${to}”：${kept}仍记在“${from}”名下`)
    })

  it('is told before what still asks for the old one', () => {
    const colours = ruleSetV1.colours.map(one => (one.code === 'yellow' ? { ...one, code: 'amber' } : one))
    const [first = '', second = ''] = said({ ...ruleSetV1, colours })
    expect(first).to.include('代码由“yellow”改成了“amber”')
    expect(second).to.include('没有代码为“yellow”的一项')
  })

  it('is known by letter and shape where the colour is called otherwise too', () => {
    const draft = renamed('yellow', 'amber')
    const colours = draft.colours.map(one => (one.code === 'amber' ? { ...one, label: '橙名单·警示' } : one))
    expect(said({ ...draft, colours }).join()).to.include('代码由“yellow”改成了“amber”')
  })

  it('may go with its colour, with a warning of what stays on the lists', () => {
    const other = { label: '橙名单·警示', letter: '橙', shape: '⬟' }
    const draft = renamed('yellow', 'amber')
    const colours = draft.colours.map(one => (one.code === 'amber' ? { ...one, ...other } : one))
    const found = said({ ...draft, colours })
    expect(found.join()).not.to.include('代码由')
    expect(found.join()).to.include(`warning 颜色：${colour('yellow')?.label}（yellow）没有了：已列入的仍在册`)
  })

  it('of a field of duties is to be looked at when neither the version before nor the roster has it', () => {
    expect(said(ruleSetV1)).to.deep.equal([])
    const [line = '', ...more] = said(renamed('12345', '12345 热线'))
    expect(more).to.deep.equal([])
    expect(line).to.include('warning').and.to.include('名册的分工里没有“12345 热线”：领域须与名册一字不差')
    expect(said(renamed('12345', '12345 热线'), ['信访', '12345 热线'])).to.deep.equal([])
  })
})
