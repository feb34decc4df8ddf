import { expect } from 'chai'
import { Forbidden, Invalid, NotFound } from '../../../src/domain/errors.ts'
import type { EntryOf } from '../../../src/domain/evidence/entries.ts'
import { createEvidence, createEvidenceStore, type Evidence } from '../../../src/features/evidence/index.ts'
import { failureOf, j1, k1, keys, lead, type World, world } from '../assessments/support.ts'

describe('evidence that arrives finished', () => {
  let here: World
  let evidence: Evidence
  before(async () => {
    here = await world()
    const { journal, people, rules, database } = here
    evidence = createEvidence({ journal, people, rules, store: createEvidenceStore(database) })
  })
  after(() => here.close())

  const dataOf = async (id: number) => (await here.ledger.entry(id))?.data
  const fieldsOf = async (promise: Promise<unknown>) => {
    const failure = await failureOf(promise)
    expect(failure).to.be.instanceOf(Invalid)
    return (failure as Invalid).fields
  }
  const decided = { decidedBy: '部务会', documentNo: '部务会〔2022〕5号' }

  it('a placement runs as long as its colour says, to the day before', async () => {
    const id = await evidence.placement(k1, { cadreId: 'c1', colour: 'yellow', from: '2022-01-31', ...decided }, keys())
    expect(await dataOf(id)).to.deep.equal({
      colour: 'yellow',
      lastDay: '2022-04-29',
      causes: [],
      observation: false,
      ...decided,
    })
    const again = { cadreId: 'c1', colour: 'yellow', from: '2022-03-01', ...decided }
    expect(await fieldsOf(evidence.placement(k1, again, keys()))).to.have.keys('colour')
  })

  it('a placement settles the entries behind the true conditions of its colour', async () => {
    const leaf = { compare: { of: 'score' }, op: 'lt', value: 1 } as const
    const tree = (verdict: 'true' | 'false', entryIds: number[]) =>
      ({ node: 'leaf', verdict, leaf, reading: { value: 1, entryIds, settledIds: [] } }) as const
    const grade = await evidence.quarterGrade(
      k1,
      { cadreId: 'c2', quarter: '2022Q1', grade: '较差', on: '2022-04-10' },
      keys(),
    )
    const conditions = [
      {
        id: 'Y5',
        verdict: 'true',
        tree: { node: 'any', verdict: 'true', of: [tree('true', [grade]), tree('false', [1])] },
      },
      { id: 'Y6', verdict: 'false', tree: tree('false', [1]) },
      { id: 'R4', verdict: 'true', tree: tree('true', [1]) },
    ] as const
    const id = await evidence.placement(
      k1,
      { cadreId: 'c2', colour: 'yellow', from: '2022-05-01', conditions, ...decided },
      keys(),
    )
    expect(await dataOf(id)).to.deep.include({ causes: [grade] })
  })

  it('a placement does not settle what is about somebody else', async () => {
    const foreign = await evidence.annualGrade(
      k1,
      { cadreId: 'c3', year: 2021, grade: '称职', on: '2022-01-20' },
      keys(),
    )
    const input = { cadreId: 'c1', colour: 'red', from: '2022-05-01', causes: [foreign], ...decided }
    expect(await fieldsOf(evidence.placement(k1, input, keys()))).to.have.keys('causes')
  })

  it('a placement is extended once, checked, ended once', async () => {
    const of = await evidence.placement(k1, { cadreId: 'c3', colour: 'yellow', from: '2022-01-10', ...decided }, keys())
    const extended = await evidence.extension(k1, { of, on: '2022-04-08' }, keys())
    expect(await dataOf(extended)).to.deep.equal({ of, lastDay: '2022-07-09' })
    expect(await fieldsOf(evidence.extension(k1, { of, on: '2022-04-09' }, keys()))).to.have.keys('of')
    await evidence.rectification(k1, { of, on: '2022-05-20', passed: true }, keys())
    const end = await evidence.end(k1, { of, on: '2022-05-31', reason: '整改到位' }, keys())
    expect((await here.ledger.entry(end))?.subjects).to.deep.equal(['c3'])
    expect(await fieldsOf(evidence.end(k1, { of, on: '2022-05-31', reason: '再' }, keys()))).to.have.keys('of')
    const post = (await here.ledger.entriesOf('c3'))[0]?.id ?? 0
    expect(await fieldsOf(evidence.end(k1, { of: post, on: '2022-05-31', reason: '免' }, keys()))).to.have.keys('of')
    expect(await failureOf(evidence.end(k1, { of: 9999, on: '2022-05-31', reason: '' }, keys()))).to.be.instanceOf(
      NotFound,
    )
  })

  it('a notice falls to who held the duties on its day', async () => {
    const notice = { number: '海组督〔2022〕3号', title: '12345 办理', on: '2022-05-10', deadline: '2022-05-24' }
    const id = await evidence.notice(j1, { ...notice, unitId: 'u1', field: '12345', persons: ['c1'] }, keys())
    const entry = await here.ledger.entry(id)
    expect(entry?.subjects).to.deep.equal(['c1', 'c2', 'u1'])
    expect((entry as EntryOf<'notice'>).data.attributions).to.deep.equal([
      { subject: { type: 'cadre', id: 'c1' }, role: 'person' },
      { subject: { type: 'cadre', id: 'c1' }, role: 'charge' },
      { subject: { type: 'cadre', id: 'c2' }, role: 'chief' },
      { subject: { type: 'unit', id: 'u1' }, role: 'unit' },
    ])
    const twice = evidence.notice(j1, { ...notice, unitId: 'u2', field: '' }, keys())
    expect(await fieldsOf(twice)).to.have.keys('number')
  })

  it('a ranking is published once, unless the first is taken back', async () => {
    const april = {
      month: '2022-04',
      group: '镇街',
      on: '2022-05-05',
      positions: [
        { unitId: 'u1', position: 1 },
        { unitId: 'u2', position: 2 },
      ],
    }
    const id = await evidence.ranking(j1, april, keys())
    expect(await dataOf(id)).to.deep.equal({ month: '2022-04', group: '镇街', size: 2, positions: april.positions })
    expect(await fieldsOf(evidence.ranking(j1, april, keys()))).to.have.keys('month')
    await evidence.reversal(j1, { of: id, reason: '名次录反' }, keys())
    await evidence.ranking(j1, april, keys())
    const unknown = { ...april, month: '2022-03', positions: [{ unitId: 'u9', position: 1 }] }
    expect((await fieldsOf(evidence.ranking(j1, unknown, keys()))).positions).to.contain('u9')
  })

  it('opinions, restrictions and talks are recorded as they were given', async () => {
    const opinion = { cadreId: 'c1', office: '信访', on: '2022-05-20', objection: true }
    expect(await fieldsOf(evidence.opinion(k1, { ...opinion, note: '' }, keys()))).to.have.keys('note')
    expect(await fieldsOf(evidence.opinion(k1, { ...opinion, office: '邻居', note: '有' }, keys()))).to.have.keys(
      'office',
    )
    const id = await evidence.opinion(k1, { ...opinion, note: '有信访件待结' }, keys())
    expect(await dataOf(id)).to.deep.equal({ office: '信访', objection: true, note: '有信访件待结' })
    const ban = { cadreId: 'c1', ground: 'discipline', on: '2022-02-01', documentNo: '纪〔2022〕1号' } as const
    const restriction = await evidence.restriction(j1, { ...ban, lastDay: '2022-08-01' }, keys())
    expect((await here.ledger.entry(restriction))?.effectiveOn).to.equal('2022-02-01')
    expect(
      await fieldsOf(evidence.talk(j1, { cadreId: 'c1', code: 'P1', on: '2022-05-01', note: '' }, keys())),
    ).to.have.keys('code')
    await evidence.talk(j1, { cadreId: 'c1', code: 'N2', on: '2022-05-01', note: '提醒' }, keys())
  })

  it('a grade is given once for a year and a quarter, from the list, after its time', async () => {
    const grade = { cadreId: 'c1', year: 2021, grade: '称职', on: '2022-01-15' }
    await evidence.annualGrade(k1, grade, keys())
    expect(await fieldsOf(evidence.annualGrade(k1, { ...grade, grade: '优秀' }, keys()))).to.have.keys('year')
    expect(await fieldsOf(evidence.annualGrade(k1, { ...grade, year: 2020, grade: '好' }, keys()))).to.have.keys(
      'grade',
    )
    const quarter = { cadreId: 'c1', quarter: '2022Q1', grade: '好', on: '2022-03-30' }
    expect(await fieldsOf(evidence.quarterGrade(k1, quarter, keys()))).to.have.keys('on')
    await evidence.quarterGrade(k1, { ...quarter, on: '2022-03-31' }, keys())
  })

  it('is refused to who may not, of nobody and of tomorrow', async () => {
    const grade = { cadreId: 'c1', year: 2022, grade: '称职', on: '2022-06-01' }
    expect(await failureOf(evidence.annualGrade(lead, grade, keys()))).to.be.instanceOf(Forbidden)
    expect(await failureOf(evidence.annualGrade(k1, { ...grade, cadreId: 'c9' }, keys()))).to.be.instanceOf(NotFound)
    expect(await fieldsOf(evidence.annualGrade(k1, grade, keys()))).to.have.keys('on')
  })
})
