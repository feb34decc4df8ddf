import { findings } from '../../domain/facts/decisions.ts'
import { factStates, type Reversible } from '../../domain/facts/fact-life.ts'
import { dayOf } from '../../domain/time/days.ts'
import type { WorkCalendar } from '../../domain/time/working-days.ts'
import { instantText, monthInWords } from '../../web/format.ts'
import { type Moment, pastSuffix, pathAt, standpoint } from '../viewpoints/index.ts'
import { kindWords, proofLabel, verificationClock } from './fact-words.ts'
import { fallsView } from './falls-view.ts'
import type { FactFile } from './read-fact.ts'

export interface FactFileParts {
  readonly file: FactFile
  readonly moment: Moment
  readonly today: string
  readonly calendar: WorkCalendar
  /** How many facts wait that who looks may verify, counted up to MOST_WAITING + 1. */
  readonly waiting: number
}

export const MOST_WAITING = 99

/** Everything of one fact, in words. */
export function factFileView({ file, moment, today, calendar, waiting }: FactFileParts) {
  const { past, fact, life, state, rule, may } = file
  const { day } = moment
  const path = `/facts/${fact.id}`
  return {
    ...standpoint(moment, today, at => pathAt(at, path)),
    heading: `${fact.data.title}${pastSuffix(past)}`,
    lead: `第 ${fact.id} 号 · ${fact.data.code} ${rule?.label ?? ''}`,
    trail: [{ label: '事实', path: pathAt(past, '/facts') }],
    state: factStates[state],
    clock:
      state === 'waiting' && dayOf(fact.recordedAt) <= day ? verificationClock(fact.recordedAt, day, calendar) : null,
    facts: aboutRows(file),
    ...fallsView(file),
    history: [...life.history].reverse().map(entry => historyRow(entry, file, path)),
    actions: {
      verify: may.verify === 'yes' ? `${path}/verification` : null,
      tolerate: may.tolerate === 'yes' ? `${path}/tolerance` : null,
      reverse: may.reverse.includes(fact.id) ? `${path}/reversal?of=${fact.id}` : null,
    },
    // Who has just verified this one goes on to the next.
    others: may.verify === 'yes' || waiting === 0 ? null : waitingWords(waiting),
    why: may.verify !== null && may.verify !== 'yes' && may.verify.because === 'person' ? may.verify.sentence : null,
  }
}

const waitingWords = (waiting: number): string =>
  waiting > MOST_WAITING ? `待我核实的还有 ${MOST_WAITING} 条以上` : `待我核实的还有 ${waiting} 条`

function aboutRows({ fact, unitName, rule, accounts, carriedOver }: FactFile) {
  const { data } = fact
  const intent = data.intent === null ? null : data.intent ? '是' : '否'
  const rows: [string, string | null][] = [
    ['发生日期', fact.effectiveOn],
    ['单位', unitName],
    ['领域', data.field || '—'],
    ['渠道', data.channel],
    ['文号', data.documentNo || '—'],
    [proofLabel(rule), data.proof || '—'],
    ['主观故意', intent],
    ['等次', data.grade],
    ['荣誉名称', data.honour],
    ['录入', `${instantText(fact.recordedAt)} ${accounts.get(fact.recordedBy) ?? fact.recordedBy}`],
    ['补录', data.late ? '是，晚于发生后 10 个工作日' : null],
    ['月结', carriedOver.length === 0 ? null : carriedOver.map(carriedWords).join('；')],
    ['同一件事实', data.sameAs === null ? null : `第 ${data.sameAs} 号的另一渠道，只计一次`],
  ]
  return rows.flatMap(([label, value]) => (value === null ? [] : { label, value }))
}

const carriedWords = (month: string): string => `${monthInWords(month)}月结时超期未核实，转入下月`

function historyRow(entry: Reversible, { past, life, accounts, may, fact }: FactFile, path: string) {
  const { sentence, detail } = said(entry, fact.id)
  const taken = life.reversedBy.get(entry.id)
  return {
    id: entry.id,
    at: instantText(entry.recordedAt),
    by: accounts.get(entry.recordedBy) ?? entry.recordedBy,
    kind: kindWords[entry.kind] ?? '',
    sentence,
    detail,
    path: entry.kind === 'fact' && entry.id !== fact.id ? pathAt(past, `/facts/${entry.id}`) : null,
    taken: taken === undefined ? '' : `已由第 ${taken.id} 号冲正`,
    reversal: may.reverse.includes(entry.id) ? `${path}/reversal?of=${entry.id}` : null,
    verb: entry.kind === 'reversal' ? '撤销冲正' : '冲正',
  }
}

/** What an entry about a fact says. */
export function said(entry: Reversible, factId: number): { readonly sentence: string; readonly detail: string } {
  if (entry.kind === 'fact') {
    const other = entry.id === factId ? '' : '同一件事实的另一渠道：'
    const { code, title, documentNo } = entry.data
    return { sentence: `${other}${entry.data.channel}，${code} ${title}`, detail: documentNo }
  }
  if (entry.kind === 'verification')
    return { sentence: `核实为${findings[entry.data.finding]}`, detail: entry.data.note }
  if (entry.kind === 'tolerance') return { sentence: `认定容错（${entry.data.documentNo}）`, detail: entry.data.reason }
  return { sentence: `冲正第 ${entry.data.of} 号记录`, detail: entry.data.reason }
}
