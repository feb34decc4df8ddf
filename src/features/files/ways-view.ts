import type { EntryOf } from '../../domain/evidence/entries.ts'
import { quarterInWords } from '../../domain/people/grades.ts'
import { spaced } from '../../domain/rules/condition-words.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { type Day, daysBetween } from '../../domain/time/days.ts'
import { type Change, lastPlaces } from '../../domain/ways-out/change.ts'
import { begunBy } from '../../domain/ways-out/coming-rules.ts'
import type { WaysOut } from '../../domain/ways-out/search.ts'
import { hundredths, monthInWords } from '../../web/format.ts'
import { pathAt } from '../viewpoints/index.ts'
import type { File } from './file-service.ts'
import type { FoundWays } from './ways-service.ts'

/** What would lead out, in sentences the cadre understands. */
export function waysView({ file: { cadre, entries, version, view, suggestion }, ways, coming }: FoundWays) {
  const words: Words = { entries, ruleSet: version.ruleSet, today: view.day, coming }
  const blue = version.ruleSet.colours.find(({ code }) => code === version.ruleSet.quotas.colour)
  const blueLabel = blue?.label.split('·')[0] ?? ''
  return {
    title: ways?.towards === 'blue' ? `离${blueLabel}还差什么` : '怎样转出',
    name: cadre.name,
    path: `/files/${cadre.id}`,
    lead: leadOf(ways, blueLabel, suggestion?.mark === 'indeterminate'),
    sets: (ways?.sets ?? []).map((set, i) => {
      const notes = [othersWords(set, ways), lapseWords(ways?.lapses[i] ?? null, coming)].filter(note => note !== '')
      const note = notes.length === 0 ? '' : `（${notes.join('；')}）`
      const together = set.map(change => changeWords(change, words)).reduce((a, b) => `${a}，并且${spaced(b)}`)
      return `${together}${note}。`
    }),
    rest: ways === null || ways.towards === null ? [] : restOf(ways, version.ruleSet),
  }
}

/** The same on a past day: what has come since is known, so nobody asks any more what might have led out then. */
export const waysOnlyToday = ({ cadre, view }: File) => ({
  title: '怎样转出',
  name: cadre.name,
  path: pathAt(view.past, `/files/${cadre.id}`),
  lead: '怎样转出、还差什么，只按今天的记录和规则试算，不试算过去的日子。',
  sets: [],
  rest: [],
  todayPath: `/files/${cadre.id}/ways-out`,
})

function leadOf(ways: WaysOut | null, blueLabel: string, isIndeterminate: boolean): string {
  if (ways === null) return '目前没有在任的主要职务，不评定。'
  if (ways.towards === null)
    return isIndeterminate ? '因不在岗过久，目前不定色，不试算。' : `目前的建议就是${blueLabel}，不需要转出。`
  const barred = ways.barred ? '有否决事项或按规定处理的情形：加分、考察都不能转出，只能等它依规结束。' : ''
  if (ways.sets.length === 0) return barred
  const goal = ways.towards === 'blue' ? `进入${blueLabel}（其他人不变）` : '使建议转为常态'
  return `${barred}以下任一条都能${goal}，每条都由规则引擎试算过，少一项都不行；是否${ways.towards === 'blue' ? '列入' : '转出'}由集体研究决定。${waiting(ways)}${lapsing(ways)}`
}

/** Days alone lead out only of what is known today. */
const waiting = ({ sets }: WaysOut): string =>
  sets.some(set => set.some(({ kind }) => kind === 'time'))
    ? '要等的日子都按今天已有的记录算：其间如有新的事实、排名、考核或名单变动，以届时为准。'
    : ''

/** Where every way ends: what leads out then is another question. */
const lapsing = ({ lapses }: WaysOut): string =>
  lapses.every(day => day !== null) ? '每一条都只到括号里的日子为止，到那时请再看怎样转出。' : ''

/** Which of the two truths holds where nothing was found, and what stands in the way whatever else is done. */
function restOf({ sets, cutShort, blocked, towards }: WaysOut, { conditions }: RuleSet): string[] {
  const nothing = cutShort ? '搜索到上限，未找到。' : '在三项以内的改变中没有出路。'
  const sentences = blocked.conditionIds.map(id => {
    const sentence = conditions.find(one => one.id === id)?.sentence.replace(/[。；]$/, '') ?? ''
    return `${id}（${sentence}）`
  })
  const until =
    blocked.until === null
      ? '未见到期的日子'
      : `要到 ${blocked.until} 才${towards === 'blue' ? '可能满足' : '可能不再成立'}`
  const stays = towards === 'blue' ? '不满足' : '仍成立'
  return [
    ...(sets.length === 0 ? [nothing] : []),
    ...(sentences.length === 0 ? [] : [`今天无论做什么都${stays}的：${sentences.join('、')}，${until}。`]),
  ]
}

/** Blue is a matter of places, and time changes everybody. */
const othersWords = (set: readonly Change[], ways: WaysOut | null): string =>
  ways?.towards === 'blue' && set.some(({ kind }) => kind === 'time')
    ? '届时其他人的得分也会变，能否排上以当天为准'
    : ''

/** From when on it is not enough any more, and why. */
function lapseWords(day: Day | null, coming: FoundWays['coming']): string {
  if (day === null) return ''
  const rules = coming.find(({ from }) => from === day)
  return rules === undefined ? `到 ${day} 又不再成立` : `按 ${day} 起施行的 ${rules.ruleSet.id} 则不够`
}

interface Words {
  readonly entries: File['entries']
  readonly ruleSet: RuleSet
  readonly today: Day
  readonly coming: FoundWays['coming']
}

type WordsFor = { readonly [K in Change['kind']]: (change: Extract<Change, { kind: K }>, words: Words) => string }

/** Each kind of change in words. */
const wordsFor: WordsFor = {
  fact: ({ code }, { ruleSet }) =>
    `再有 1 件经核实的“${ruleSet.evidence.find(rule => rule.code === code)?.label ?? code}”（${code}）`,
  finding: ({ of, finding }, words) => `${factName(of, words)}经复核认定为${finding === 'false' ? '不实' : '部分属实'}`,
  tolerance: ({ of }, words) => `${factName(of, words)}经批准容错`,
  close: ({ of }, words) => `督办通知${entryOf('notice', of, words)?.data.number ?? ` 第 ${of} 号`}销号`,
  lift: ({ of }, words) => `${restrictionName(of, words)}依规解除`,
  rectify: ({ of }, words) => `${placementName(of, words)}的整改经再次检查通过`,
  ranking: ({ group, month }, { ruleSet }) =>
    `${monthInWords(month)}${group}的 12345 排名中所在单位不在末 ${lastPlaces(ruleSet)} 位`,
  quarterGrade: ({ quarter, grade }) => `${quarterInWords(quarter)}平时考核为“${grade}”`,
  annualGrade: ({ year, grade }) => `${year}年度考核为“${grade}”`,
  assess: ({ score }) => `再作一次考察，各项都达到 ${hundredths(score)} 分`,
  cell: ({ cell, score }, { ruleSet }) => `再作一次考察，“${cellName(cell, ruleSet)}”一项达到 ${hundredths(score)} 分`,
  again: () => '再作一次考察，各项与最近一次相同',
  poll: ({ mean }) => `再作一次民主测评，各组的票都为“优秀”${averageWords(mean)}`,
  ballots: ({ group, mean }, { ruleSet }) =>
    `再作一次民主测评，${ruleSet.evaluation.find(({ code }) => code === group)?.label ?? group}的票都为“优秀”${averageWords(mean)}`,
  time: ({ until }, { today, coming }) =>
    `再过 ${daysBetween(today, until)} 天（${until}${ruledBy(begunBy(until, { coming }))}）`,
}

/** Which rules that day will have, where they are not those of today. */
const ruledBy = (rules: FoundWays['coming'][number] | null): string =>
  rules === null ? '' : `，按 ${rules.from} 起施行的 ${rules.ruleSet.id}`

const averageWords = (mean?: number): string => (mean === undefined ? '' : `、均分达到 ${hundredths(mean)} 分`)

const changeWords = <K extends Change['kind']>(change: Extract<Change, { kind: K }>, words: Words): string =>
  (wordsFor[change.kind] as WordsFor[K])(change, words)

const entryOf = <K extends 'fact' | 'notice' | 'restriction' | 'placement'>(kind: K, id: number, { entries }: Words) =>
  entries.find(entry => entry.id === id && entry.kind === kind) as EntryOf<K> | undefined

function factName(id: number, words: Words): string {
  const fact = entryOf('fact', id, words)
  return fact === undefined ? `第 ${id} 号事实` : `${fact.effectiveOn} 的“${fact.data.title}”（${fact.data.code}）`
}

function restrictionName(id: number, words: Words): string {
  const restriction = entryOf('restriction', id, words)
  return `${restriction?.effectiveOn ?? ''} 的限制事项${restriction?.data.documentNo ? `（${restriction.data.documentNo}）` : ''}`
}

function placementName(id: number, words: Words): string {
  const placement = entryOf('placement', id, words)
  const label = words.ruleSet.colours.find(({ code }) => code === placement?.data.colour)?.label ?? '名单'
  return `${placement?.effectiveOn ?? ''} 列入“${label}”`
}

function cellName(id: string, { indicators }: RuleSet): string {
  const cell = indicators.cells.find(one => one.id === id)
  const row = indicators.rows.find(({ code }) => code === cell?.row)?.label ?? ''
  const side = indicators.sides.find(({ code }) => code === cell?.side)?.label ?? ''
  return cell === undefined ? id : `${row}·${side} ${cell.title}`
}
