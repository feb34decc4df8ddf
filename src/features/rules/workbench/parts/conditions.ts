import { canonical } from '../../../../domain/canonical.ts'
import { conditionWords } from '../../../../domain/rules/condition-words.ts'
import type { ConditionRule, RuleSet } from '../../../../domain/rules/rule-set.ts'
import { markOf } from '../../colours-view.ts'
import type { Collection } from '../collection.ts'
import { group } from '../group.ts'
import { area, blankable, choice, code } from '../lines.ts'
import type { Spec } from '../spec.ts'
import { tree } from '../tree.ts'
import type { Part } from './part.ts'

const effects = [
  { value: 'suggest', label: '建议列入' },
  { value: 'veto', label: '一票否决' },
  { value: 'lock', label: '否决并锁定，不计分、不排名' },
  { value: 'alert', label: '只提示，不列入' },
]

/** One condition. */
const conditionForm = (ruleSet: RuleSet): Spec =>
  group({
    id: code('编号'),
    colour: choice(
      '颜色',
      ruleSet.colours.filter(({ match }) => match !== 'default').map(({ code, label }) => ({ value: code, label })),
    ),
    effect: choice('效力', effects),
    basis: blankable('依据（文号或条款）', 200, { help: '一票否决必须写明文号或条款。' }),
    when: tree(ruleSet),
    sentence: area('说明', 300, { help: '给人看的一句话。留空由系统按判断写；判断改了而这里没改，也由系统重写。' }),
  })

const blankCondition = { id: '', colour: '', effect: 'suggest', basis: '', sentence: '', when: null }

const collection: Collection = {
  key: 'conditions',
  id: 'id',
  noun: '条件',
  headings: ['编号', '颜色', '系统怎样判断', '效力', '依据'],
  blank: blankCondition,
  form: conditionForm,
  cells(item, ruleSet) {
    const rule = item as ConditionRule
    const colour = ruleSet.colours.find(({ code }) => code === rule.colour)
    return [
      { text: rule.id },
      colour === undefined ? { text: `${rule.colour}（已没有这种颜色）` } : { mark: markOf(colour) },
      { text: conditionWords(rule.when, ruleSet), soft: rule.sentence },
      { text: effects.find(({ value }) => value === rule.effect)?.label ?? '' },
      { text: rule.basis || '—' },
    ]
  },
  finished(item, previous, ruleSet) {
    const rule = item as ConditionRule
    const old = previous as ConditionRule | null
    const isOld = old !== null && rule.sentence === old.sentence && canonical(rule.when) !== canonical(old.when)
    const said = rule.sentence.trim() === '' || isOld
    return said ? { ...rule, sentence: conditionWords(rule.when, ruleSet) } : rule
  },
}

/** The conditions, each a tree of judgements. */
export const conditions: Part = {
  code: 'conditions',
  label: '条件',
  lead: '每条条件属于一种颜色；效力为“建议列入”的满足后列出建议，由人决定。',
  keys: ['conditions'],
  sheet: collection,
}
