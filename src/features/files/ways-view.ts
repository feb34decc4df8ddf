import type { EntryOf } from '../../domain/evidence/entries.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { type Day, daysBetween } from '../../domain/time/days.ts'
import type { Change } from '../../domain/ways-out/change.ts'
import type { WaysOut } from '../../domain/ways-out/search.ts'
import { dayInWords, hundredths } from '../../web/format.ts'
import type { File } from './file-service.ts'

/** What would lead out, in sentences the cadre understands. */
export function waysView({ cadre, entries, version, view, suggestion }: File, ways: WaysOut | null) {
  const words: Words = { entries, ruleSet: version.ruleSet, today: view.day }
  const blue = version.ruleSet.colours.find(({ code }) => code === version.ruleSet.quotas.colour)
  const blueLabel = blue?.label.split('·')[0] ?? ''
  return {
    title: ways?.towards === 'blue' ? `离${blueLabel}还差什么` : '怎样转出',
    name: cadre.name,
    path: `/files/${cadre.id}`,
    lead: leadOf(ways, blueLabel),
    sets: (ways?.sets ?? []).map(set => `${set.map(change => changeWords(change, words)).join('，并且')}。`),
    rest: restOf(ways, suggestion === null),
  }
}

function leadOf(ways: WaysOut | null, blueLabel: string): string {
  if (ways === null) return '目前没有在任的主要职务，不评定。'
  if (ways.towards === null) return `目前已在${blueLabel}，或不在岗过久、不定色，不需要转出。`
  if (ways.barred) return '有否决事项或按规定处理的情形：加分、考察都不能转出，只能等它依规结束。'
  if (ways.sets.length === 0) return ''
  const goal = ways.towards === 'blue' ? `进入${blueLabel}（其他人不变）` : '使建议转为常态'
  return `以下任一条都能${goal}，每条都由规则引擎试算过；是否${ways.towards === 'blue' ? '列入' : '转出'}由集体研究决定。`
}

function restOf(ways: WaysOut | null, isUnrated: boolean): string {
  if (isUnrated || ways === null || ways.towards === null || ways.sets.length > 0) return ''
  if (ways.barred) return '一年之内没有到期的日子。'
  return ways.cutShort ? '试算次数已到上限，未找到三项以内的办法。' : '未找到三项以内的办法。'
}

interface Words {
  readonly entries: File['entries']
  readonly ruleSet: RuleSet
  readonly today: Day
}

function changeWords(change: Change, words: Words): string {
  const { ruleSet, today } = words
  switch (change.kind) {
    case 'fact':
      return `再有 1 件经核实的“${ruleSet.evidence.find(({ code }) => code === change.code)?.label ?? change.code}”（${change.code}）`
    case 'finding':
      return `${factName(change.of, words)}经复核认定为${change.finding === 'false' ? '不实' : '部分属实'}`
    case 'tolerance':
      return `${factName(change.of, words)}经批准容错`
    case 'close':
      return `督办通知${noticeName(change.of, words)}销号`
    case 'cell':
      return `再作一次考察，“${cellName(change.cell, ruleSet)}”一项达到 ${hundredths(change.score)} 分`
    case 'ballots':
      return `再作一次民主测评，${ruleSet.evaluation.find(({ code }) => code === change.group)?.label ?? change.group}评价均值达到 ${hundredths(change.mean)} 分`
    case 'again':
      return '届时再作一次考察，各项与最近一次相同'
    case 'time':
      return `再过 ${daysBetween(today, change.until)} 天（${dayInWords(change.until)}）`
  }
}

const entryOf = <K extends 'fact' | 'notice'>(kind: K, id: number, { entries }: Words) =>
  entries.find(entry => entry.id === id && entry.kind === kind) as EntryOf<K> | undefined

function factName(id: number, words: Words): string {
  const fact = entryOf('fact', id, words)
  return fact === undefined ? `第 ${id} 号事实` : `${fact.effectiveOn} 的“${fact.data.title}”（${fact.data.code}）`
}

const noticeName = (id: number, words: Words): string => entryOf('notice', id, words)?.data.number ?? ` 第 ${id} 号`

function cellName(id: string, { indicators }: RuleSet): string {
  const cell = indicators.cells.find(one => one.id === id)
  const row = indicators.rows.find(({ code }) => code === cell?.row)?.label ?? ''
  const side = indicators.sides.find(({ code }) => code === cell?.side)?.label ?? ''
  return cell === undefined ? id : `${row}·${side} ${cell.title}`
}
