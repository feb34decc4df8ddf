import fc from 'fast-check'
import type { Actor, Role } from '../../../src/domain/access/roles.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../src/domain/errors.ts'
import type { Finding, NewEntry } from '../../../src/domain/evidence/entries.ts'
import { heldPosts, mainPostOn } from '../../../src/domain/people/held.ts'
import { addDays } from '../../../src/domain/time/days.ts'
import { newId } from '../../../src/platform/ids.ts'
import { content } from '../../domain/assessments/builders.ts'
import type { TestInstallation } from '../../support/installation.ts'

/** What people do in an office, in any order; numbers choose among what there is, and what is refused is left. */
export type Step =
  | { readonly do: 'fact'; readonly cadre: number; readonly code: string; readonly daysAgo: number }
  | { readonly do: 'verify'; readonly which: number; readonly finding: Finding }
  | { readonly do: 'tolerate' | 'reverse' | 'reverseVerification'; readonly which: number }
  | { readonly do: 'assess'; readonly cadre: number; readonly score: number; readonly daysAgo: number }
  | { readonly do: 'rescore'; readonly which: number; readonly score: number }
  | { readonly do: 'submit' | 'count' | 'sendBack' | 'takeBack'; readonly which: number }
  | { readonly do: 'move'; readonly cadre: number; readonly unit: number }
  | { readonly do: 'place'; readonly cadre: number; readonly colour: string; readonly days: number }
  | { readonly do: 'leave'; readonly cadre: number; readonly days: number }
  | { readonly do: 'wait'; readonly days: number }

const cadre = fc.integer({ min: 1, max: 24 })
const which = fc.nat(1000)
const daysAgo = fc.integer({ min: 0, max: 20 })
const score = fc.integer({ min: 50, max: 95 }).map(points => points * 100)
const codes = ['N2', 'N4', 'N6', 'N8', 'P4', 'P5', 'P6', 'P7']
const findings: Finding[] = ['true', 'true', 'partly', 'false']
const is = <D extends Step['do']>(...names: D[]) => fc.constantFrom(...names)

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: is('fact'), cadre, code: fc.constantFrom(...codes), daysAgo }) },
  { weight: 5, arbitrary: fc.record({ do: is('verify'), which, finding: fc.constantFrom(...findings) }) },
  { weight: 3, arbitrary: fc.record({ do: is('tolerate', 'reverse', 'reverseVerification'), which }) },
  { weight: 3, arbitrary: fc.record({ do: is('assess'), cadre, score, daysAgo }) },
  { weight: 1, arbitrary: fc.record({ do: is('rescore'), which, score }) },
  { weight: 5, arbitrary: fc.record({ do: is('submit', 'count', 'count', 'sendBack', 'takeBack'), which }) },
  { weight: 1, arbitrary: fc.record({ do: is('move'), cadre, unit: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: is('place'),
      cadre,
      colour: fc.constantFrom('yellow', 'red', 'blue'),
      days: fc.integer({ min: 5, max: 200 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: is('leave'), cadre, days: fc.integer({ min: 1, max: 40 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: is('wait'), days: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 40 })) }),
  },
)

const actor = (userId: string, role: Role): Actor => ({
  userId,
  username: userId,
  name: userId,
  role,
  unitId: null,
  cadreId: null,
})
const clerk = actor('walk-1', 'section')
const other = actor('walk-2', 'section')
const supervisor = actor('walk-3', 'supervision')

const idOf = (n: number): string => `c${String(n).padStart(5, '0')}`
const keys = () => ({ idempotencyKey: newId('key'), requestId: 'test' })

/** Does steps in an installation. */
export interface Walk {
  /** Whether it was done, not refused. `wait` is for who walks. */
  take(step: Step): Promise<boolean>
  record(...entries: readonly NewEntry[]): Promise<void>
}

export function walkIn(at: TestInstallation): Walk {
  const facts: number[] = []
  const assessments: string[] = []
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
  const move = async (cadreId: string, unitId: string): Promise<void> => {
    const today = at.clock.today()
    const [found, unit, entries] = await Promise.all([
      at.people.cadre(cadreId),
      at.people.unit(unitId),
      at.ledger.entriesOf(cadreId),
    ])
    const held = mainPostOn(heldPosts(entries), today)
    if (found === null || unit === null || held === null || held.effectiveOn === today) throw new NotFound()
    const data = { unitId, unitKind: unit.kind, title: `调任${today}`, head: false, main: true }
    await at.journal.submit({
      action: 'tests.walk',
      actor: clerk,
      ...keys(),
      run: async work => {
        work.record({ kind: 'end', subjects: held.subjects, effectiveOn: today, data: { of: held.id, reason: '调任' } })
        work.record({ kind: 'posting', subjects: [cadreId, unitId], effectiveOn: today, data })
        const post = { unitId, title: data.title, head: false, since: today }
        at.people.writeCadre(work, { ...found, post, version: found.version + 1 })
        return null
      },
    })
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
        return move(idOf(asked.cadre), `u00${asked.unit}`)
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
