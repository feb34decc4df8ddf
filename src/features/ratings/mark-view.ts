import { coloursInOrder, countedKeys } from '../../domain/rating/counted-as.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { FrameMark } from '../../web/frame.ts'

/** The colour mark as page, print and sheet show it: never colour alone. */
export interface MarkView {
  readonly colour: string
  readonly shape: string
  readonly letter: string
  readonly label: string
}

const hiding: Readonly<Record<string, MarkView>> = {
  insufficient: { colour: 'insufficient', shape: '□', letter: '', label: '依据不足' },
  indeterminate: { colour: 'indeterminate', shape: '◇', letter: '', label: '不定色' },
}

/** The mark of a colour, or of the 依据不足 / 不定色 that stands in its place. */
export function markView(ruleSet: RuleSet, colour: string, mark: string | null = null): MarkView {
  const hidden = mark === null ? undefined : hiding[mark]
  if (hidden !== undefined) return hidden
  const own = hiding[colour]
  if (own !== undefined) return own
  const rule = ruleSet.colours.find(({ code }) => code === colour)
  if (rule === undefined) return { colour, shape: '●', letter: '旧', label: `旧规则的颜色（${colour}）` }
  return { colour, shape: rule.shape, letter: rule.letter, label: rule.label }
}

/** The colours that are lists: not the default one. */
export const listColours = (ruleSet: RuleSet): string[] =>
  coloursInOrder(ruleSet)
    .filter(({ match }) => match !== 'default')
    .map(({ code }) => code)

const framed = new WeakMap<RuleSet, readonly FrameMark[]>()

/**
 * Every mark of a rule set, for the navigation and the legend: `蓝名单·优先` is the list 蓝名单 with the note 优先. Every
 * request asks for them, so they are formed once.
 */
export function frameMarks(ruleSet: RuleSet): readonly FrameMark[] {
  const marks = framed.get(ruleSet) ?? formedMarks(ruleSet)
  framed.set(ruleSet, marks)
  return marks
}

function formedMarks(ruleSet: RuleSet): FrameMark[] {
  const lists = listColours(ruleSet)
  return countedKeys(ruleSet).map(code => {
    const mark = markView(ruleSet, code)
    const [label = '', note = ''] = mark.label.split('·')
    return { ...mark, label, note, isList: lists.includes(code) }
  })
}

const notes: Readonly<Record<string, string>> = {
  locked: '按规定处理，锁定',
  tied: '并列待研究',
  full: '符合条件、名额已满',
  insufficient: '依据覆盖率不足，不作建议',
  indeterminate: '12 个月内不在岗超过一半',
}

/** What a mark adds in words; '' for none. */
export const markNote = (mark: string | null): string => (mark === null ? '' : (notes[mark] ?? ''))

const besideColour: Readonly<Record<string, string>> = { locked: '按规定处理', tied: '并列待研究', full: '名额已满' }

/** The mark beside a colour in few words; '' for none, and for one that stands in the colour's place. */
export const shortNote = (mark: string | null): string => (mark === null ? '' : (besideColour[mark] ?? ''))

/** The same in brackets. */
export const bracketedNote = (mark: string | null): string => {
  const note = shortNote(mark)
  return note === '' ? '' : `（${note}）`
}

/** `▲蓝名单`, `○常态`, `□依据不足`: what fits a narrow column. */
export const shortMark = ({ shape, label }: MarkView): string => `${shape}${label.split('·')[0]}`

/** One line of text for sheets and charts: `▲优 蓝名单·优先`. */
export const markText = ({ shape, letter, label }: MarkView): string => `${shape}${letter} ${label}`
