import { expect } from 'chai'
import fc from 'fast-check'
import { checkRuleSet } from '../../../src/domain/rules/check-rule-set.ts'
import { mergeRuleSets } from '../../../src/domain/rules/merge-rule-sets.ts'
import type { ConditionRule, RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { ruleSet } from '../support/rule-sets.ts'
import { ruleSetV1 } from '../support/rules.ts'
import { runs } from '../support/runs.ts'

const withRule = (rules: RuleSet, id: string, change: Partial<ConditionRule>): RuleSet => ({
  ...rules,
  conditions: rules.conditions.map(rule => (rule.id === id ? { ...rule, ...change } : rule)),
})
const V2 = { ...ruleSetV1, id: 'V2', title: '执行力三色规则 第二版' }
const when = (value: number) => ({ compare: { of: 'score' as const }, op: 'lt' as const, value })
const further: ConditionRule = {
  id: 'Y9',
  colour: 'yellow',
  sentence: '另加',
  basis: '',
  effect: 'suggest',
  when: when(5000),
}

describe('What two drafts changed of one version', () => {
  it('stands side by side where they changed different places, of one condition too', () => {
    const theirs = withRule({ ...V2, basis: '新办法' }, 'R1', { when: when(6200), sentence: '得分低于 62 分' })
    const mine = { ...withRule(ruleSetV1, 'R1', { basis: '第九条' }), repetition: { months: 6, factor: 200 } }
    const { ruleSet, conflicts } = mergeRuleSets(ruleSetV1, { theirs, mine })
    expect(conflicts).to.deep.equal([])
    expect(ruleSet).to.deep.equal({
      ...withRule(theirs, 'R1', { basis: '第九条' }),
      repetition: { months: 6, factor: 200 },
    })
  })

  it('is told where both changed the same place, and one of them is taken', () => {
    const theirs = withRule(V2, 'R1', { when: when(6200), sentence: '得分低于 62 分' })
    const mine = withRule(ruleSetV1, 'R1', { when: when(5800), sentence: '得分低于 58 分' })
    expect(mergeRuleSets(ruleSetV1, { theirs, mine })).to.deep.equal({
      ruleSet: theirs,
      conflicts: ['conditions.R1.judgement'],
    })
    const { ruleSet } = mergeRuleSets(ruleSetV1, { theirs, mine }, () => 'mine')
    expect(ruleSet).to.deep.equal(withRule(V2, 'R1', { when: when(5800), sentence: '得分低于 58 分' }))
  })

  it('keeps what one added and drops what one deleted, unless the other changed that', () => {
    const theirs = { ...V2, conditions: V2.conditions.filter(({ id }) => id !== 'Y7') }
    const mine = { ...ruleSetV1, conditions: [...ruleSetV1.conditions, further] }
    const { ruleSet, conflicts } = mergeRuleSets(ruleSetV1, { theirs, mine })
    expect(conflicts).to.deep.equal([])
    expect(ruleSet).to.deep.equal({ ...theirs, conditions: [...theirs.conditions, further] })
    const changed = withRule(ruleSetV1, 'Y7', { basis: '第七条' })
    expect(mergeRuleSets(ruleSetV1, { theirs, mine: changed }).conflicts).to.deep.equal(['conditions.Y7'])
  })

  it('keeps an order that only one of them changed', () => {
    const [first, second, ...rest] = ruleSetV1.evidence
    const mine = { ...ruleSetV1, evidence: [second, first, ...rest] } as RuleSet
    expect(mergeRuleSets(ruleSetV1, { theirs: V2, mine }).ruleSet.evidence).to.deep.equal(mine.evidence)
  })

  it('is either of them where the other changed nothing, whatever the rules', () => {
    fc.assert(
      fc.property(ruleSet, other => {
        const own = { ...other, id: 'V1', title: ruleSetV1.title }
        const only = mergeRuleSets(ruleSetV1, { theirs: ruleSetV1, mine: own })
        expect(only).to.deep.equal({ ruleSet: { ...own, id: ruleSetV1.id }, conflicts: [] })
        expect(mergeRuleSets(ruleSetV1, { theirs: own, mine: ruleSetV1 })).to.deep.equal({
          ruleSet: own,
          conflicts: [],
        })
        expect(checkRuleSet(only.ruleSet).ok).to.equal(true)
      }),
      { numRuns: runs(100) },
    )
  })
})
