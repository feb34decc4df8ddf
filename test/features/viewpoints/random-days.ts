import { Conflict, Forbidden, Invalid, NotFound } from '../../../src/domain/errors.ts'
import type { NewEntry } from '../../../src/domain/evidence/entries.ts'
import type { Amendment } from '../../../src/domain/people/register.ts'
import { addDays, type Day, shiftMonth } from '../../../src/domain/time/days.ts'
import { newId } from '../../../src/platform/ids.ts'
import { content } from '../../domain/assessments/builders.ts'
import { actorOf } from '../../support/actor.ts'
import type { TestInstallation } from '../../support/installation.ts'
import { publish } from '../../support/publish.ts'
import { smallRoster } from '../../support/small-roster.ts'
import { limited } from '../ratings/other-rules.ts'
import { cadreRow, dutyRow, fileOf, gradeRow, nameOf, postRow, type Rows } from '../roster/made-up-roster.ts'
import { CADRES, type Step, UNITS } from './random-steps.ts'

const clerk = actorOf('walk-1')
const other = actorOf('walk-2')
const supervisor = actorOf('walk-3', 'supervision')

const idOf = (n: number): string => `c${String(n).padStart(5, '0')}`
/** As the files of the roster write a day. */
const compact = (day: Day): string => day.replaceAll('-', '')
const keys = () => ({ idempotencyKey: newId('key'), requestId: 'test' })

/** Does steps in an installation. */
export interface Walk {
  /** Whether it was done, not refused. `wait` is for who walks. */
  take(step: Step): Promise<boolean>
  /** Leaves what was done so far as it is: later steps choose among what comes later. */
  forget(): void
  record(...entries: readonly NewEntry[]): Promise<void>
}

export function walkIn(at: TestInstallation): Walk {
  let facts: number[] = []
  let assessments: string[] = []
  let rankings: number[] = []
  let people = CADRES
  let versions = 1
  const units = [...smallRoster().B01]
  const unitOf = (n: number) => units[n - 1] ?? {}
  const pick = <T>(list: readonly T[], which: number): T => {
    if (list.length === 0) throw new NotFound()
    return list[which % list.length] as T
  }
  const record = async (...entries: readonly NewEntry[]): Promise<void> => {
    await at.journal.submit({
      action: 'tests.walk',
      actor: clerk,
      ...keys(),
      run: async work => entries.map(entry => work.record(entry).id),
    })
  }
  const version = async (id: string): Promise<number> => (await at.assessments.find(clerk, id)).version
  /** A file of the roster with these rows, as of the day; Invalid when it is refused. */
  const send = async (rows: Partial<Rows>, effectiveOn = at.clock.today(), amendment?: Amendment): Promise<void> => {
    const wish = { effectiveOn, ...(amendment && { amendment }) }
    const { status } = await at.roster.importFile(await fileOf(rows), clerk, wish)
    if (status !== 'done') throw new Invalid({ file: status })
  }
  const act = async (asked: Step): Promise<unknown> => {
    const today = at.clock.today()
    switch (asked.do) {
      case 'fact': {
        const draft = {
          code: asked.code,
          day: addDays(today, -asked.daysAgo),
          unitId: `u00${1 + ((asked.cadre - 1) % 4)}`,
          field: '项目',
          unheld: '项目',
          persons: [idOf(asked.cadre)],
          title: `${asked.code} 于 ${asked.daysAgo} 日前`,
          channel: '督查通报',
          documentNo: '海督〔2022〕1号',
          proof: '台账',
          intent: asked.code.startsWith('N') ? false : null,
          grade: null,
          honour: null,
          sameAs: null,
          different: true,
        }
        return facts.push((await at.facts.record(clerk, draft, keys())).id)
      }
      case 'verify': {
        const { which, finding } = asked
        return at.facts.verify(other, { factId: pick(facts, which), finding, note: '已核' }, keys())
      }
      case 'tolerate': {
        const input = { factId: pick(facts, asked.which), documentNo: '海组〔2022〕2号', reason: '探索性失误' }
        return at.facts.tolerate(supervisor, input, keys())
      }
      case 'reverse': {
        const factId = pick(facts, asked.which)
        return at.facts.reverse(supervisor, { factId, of: factId, reason: '录错' }, keys())
      }
      case 'reverseVerification': {
        const factId = pick(facts, asked.which)
        const { verification } = (await at.facts.read(clerk, factId)).life
        if (verification === null) throw new NotFound()
        return at.facts.reverse(supervisor, { factId, of: verification.id, reason: '核错' }, keys())
      }
      case 'assess': {
        const to = addDays(today, -asked.daysAgo)
        return assessments.push(await at.assessments.enter(clerk, seen(idOf(asked.cadre), asked.score, to), keys()))
      }
      case 'rescore': {
        const id = pick(assessments, asked.which)
        const found = await at.assessments.find(clerk, id)
        const next = { ...found.content, cells: seen('', asked.score, today).cells }
        return at.assessments.save(clerk, id, { version: found.version, content: next }, keys())
      }
      case 'submit': {
        const id = pick(assessments, asked.which)
        return at.assessments.submit(clerk, id, { version: await version(id) }, keys())
      }
      case 'count':
        return at.assessments.verify(other, pick(assessments, asked.which), keys())
      case 'sendBack':
        return at.assessments.sendBack(other, pick(assessments, asked.which), '请补充', keys())
      case 'takeBack':
        return at.assessments.reverse(other, pick(assessments, asked.which), '录错', keys())
      case 'move':
      case 'join': {
        const { cadre, unit, daysAgo } = asked
        if (asked.do === 'join') people += 1
        const row = cadreRow(asked.do === 'join' ? people : cadre, unitOf(unit))
        const since = compact(addDays(today, -daysAgo))
        const post = postRow(row, {
          任职机构名称: unitOf(unit).机构名称 ?? '',
          职务名称: `${since}任职`,
          任职时间: since,
        })
        return send(asked.do === 'move' ? { A02: [post] } : { A01: [row], A02: [post] })
      }
      case 'grade':
        return send({ A15: [gradeRow(cadreRow(asked.cadre, unitOf(1)), { 考核结论: asked.grade })] })
      case 'duty': {
        const unit = unitOf(1 + ((asked.cadre - 1) % UNITS))
        return send({
          A03: [dutyRow(cadreRow(asked.cadre, unit), { 领域: '12345', 起: compact(addDays(today, -asked.daysAgo)) })],
        })
      }
      case 'rank': {
        const month = shiftMonth(today.slice(0, 7), -asked.monthsAgo)
        const positions = Array.from({ length: UNITS }, (_, i) => ({
          unitId: `u00${1 + ((i + asked.last) % UNITS)}`,
          position: i + 1,
        }))
        return rankings.push(await at.evidence.ranking(clerk, { month, group: '镇街', on: today, positions }, keys()))
      }
      case 'takeBackRank':
        return at.evidence.reversal(supervisor, { of: pick(rankings, asked.which), reason: '录错' }, keys())
      case 'rename':
      case 'renameUnit': {
        const { which, amendment, daysAgo } = asked
        const since = addDays(today, -daysAgo)
        if (asked.do === 'rename') {
          const row = cadreRow(1 + (which % CADRES), unitOf(1), { 姓名: nameOf(100 + which) })
          return send({ A01: [row] }, since, amendment)
        }
        const n = which % UNITS
        const unit = { ...units[n], 机构名称: `示例${100 + which}局`, 机构简称: `${100 + which}局` }
        await send({ B01: [unit] }, since, amendment)
        units[n] = unit
        return null
      }
      case 'publish': {
        versions += 1
        return publish(at, `V${versions}`, `${shiftMonth(today.slice(0, 7), 1)}-01`, limited(asked.limit))
      }
      case 'place': {
        const { colour, days } = asked
        const decided = { observation: false, decidedBy: '部务会', documentNo: '海组〔2022〕3号' }
        const data = { colour, lastDay: addDays(today, days), causes: [], ...decided }
        return record({ kind: 'placement', subjects: [idOf(asked.cadre)], effectiveOn: today, data })
      }
      case 'leave': {
        const data = { reason: '病假', lastDay: addDays(today, asked.days) }
        return record({ kind: 'leave', subjects: [idOf(asked.cadre)], effectiveOn: today, data })
      }
      case 'wait':
        return null
    }
  }
  return {
    forget: () => {
      facts = []
      assessments = []
      rankings = []
    },
    record,
    take: async asked => {
      try {
        await act(asked)
        return true
      } catch (error) {
        if ([Invalid, Forbidden, NotFound, Conflict].some(refusal => error instanceof refusal)) return false
        throw error
      }
    },
  }
}

const seen = (cadreId: string, score: number, to: string) => {
  const base = content({ cadreId, from: addDays(to, -30), to, reason: '变化已核' })
  return { ...base, cells: Object.fromEntries(Object.keys(base.cells).map(id => [id, score])) }
}
