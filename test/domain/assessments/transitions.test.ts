import { expect } from 'chai'
import type { Assessment, AssessmentState } from '../../../src/domain/assessments/assessment.ts'
import {
  begin,
  reverse,
  revise,
  sendBack,
  submit,
  verify,
  verifyBallots,
} from '../../../src/domain/assessments/transitions.ts'
import { differences, merge } from '../../../src/domain/assessments/versions.ts'
import { Conflict, Forbidden, Invalid } from '../../../src/domain/errors.ts'
import { ballots, content } from './builders.ts'

const by = (id: string) => ({ by: { id, name: id }, at: '2022-05-31T01:00:00.000Z' })
const written = { content: content(), unitId: 'u1', ruleSetId: 'V1' }
const draft = begin('kc-1', written, by('k1'))
const submitted = submit(draft, by('k1'))
const ids = { assessment: 8, ballot: 9 }
const counted = verify(submitted, ids, by('k2'))

const states: Record<AssessmentState, Assessment> = {
  draft,
  submitted,
  returned: sendBack(submitted, '请补谈话记录', by('k2')),
  counted,
  reversed: reverse(counted, '录错人', [10, 11], by('j1')),
}

const acts: [string, (from: Assessment) => Assessment, AssessmentState[]][] = [
  ['revised', from => revise(from, from.version, written, by('k1')), ['draft', 'returned']],
  ['submitted', from => submit(from, by('k1')), ['draft', 'returned']],
  ['verified', from => verify(from, ids, by('k2')), ['submitted']],
  ['sent back', from => sendBack(from, '改', by('k2')), ['submitted']],
  ['reversed', from => reverse(from, '错', [1], by('j1')), ['counted']],
  [
    'verified as to its ballots',
    from => verifyBallots(from, { finding: 'true', note: '', entryId: 1 }, by('j1')),
    ['counted'],
  ],
]

describe('a 考察', () => {
  for (const [name, act, from] of acts) {
    for (const [state, assessment] of Object.entries(states)) {
      const allowed = from.includes(state as AssessmentState)
      it(`that is ${state} ${allowed ? 'can' : 'cannot'} be ${name}`, () => {
        if (allowed) expect(act(assessment).version).to.equal(assessment.version + 1)
        else expect(() => act(assessment)).to.throw(Conflict)
      })
    }
  }

  it('is not verified or returned by its author, an editor or who submitted it', () => {
    const shared = submit(revise(draft, 1, written, by('j1')), by('j2'))
    for (const who of ['k1', 'j1', 'j2']) {
      expect(() => verify(shared, ids, by(who)), who).to.throw(Forbidden)
      expect(() => sendBack(shared, '改', by(who)), who).to.throw(Forbidden)
    }
    expect(verify(shared, ids, by('k2')).stage.state).to.equal('counted')
  })

  it('has its ballots verified by neither its editors nor who counted them', () => {
    for (const who of ['k1', 'k2']) {
      expect(() => verifyBallots(counted, { finding: 'true', note: '', entryId: 1 }, by(who)), who).to.throw(Forbidden)
    }
    const verified = verifyBallots(counted, { finding: 'partly', note: '', entryId: 12 }, by('j1'))
    expect(() => verifyBallots(verified, { finding: 'true', note: '', entryId: 13 }, by('j2'))).to.throw(Conflict)
    const bare = verify(submitted, { assessment: 8, ballot: null }, by('k2'))
    expect(() => verifyBallots(bare, { finding: 'true', note: '', entryId: 1 }, by('j1'))).to.throw(Conflict)
  })

  it('is not saved over a newer version', () => {
    expect(() => revise(revise(draft, 1, written, by('k1')), 1, written, by('j1'))).to.throw(Conflict, '两个版本')
  })

  it('is returned with a comment and taken back with a reason only', () => {
    expect(() => sendBack(submitted, '', by('k2'))).to.throw(Invalid)
    expect(() => reverse(counted, '', [1], by('j1'))).to.throw(Invalid)
  })

  it('remembers who did what, one moment for savings in a row', () => {
    const saved = revise(revise(draft, 1, written, by('k1')), 2, written, by('k1'))
    expect(submit(saved, by('k1')).history.map(moment => moment.what)).to.deep.equal(['建立草稿', '修改', '提交核实'])
    expect(counted.history.at(-1)).to.deep.include({ what: '核实计入', by: { id: 'k2', name: 'k2' } })
  })
})

describe('two versions of a 考察', () => {
  const mine = content({ team: '一组', cells: { 'solid-people': 9000, 'quick-people': 7000 } })
  const theirs = content({
    team: '二组',
    note: '补充',
    cells: { 'solid-people': 9000, 'quick-people': 7500, 'fine-people': 8000 },
    ballots: [ballots('staff', 5, 1, 0, 0)],
  })

  it('differ in the fields that differ', () => {
    const fields = ['team', 'cell.quick-people', 'cell.fine-people', 'ballot.staff', 'note']
    expect(differences(mine, theirs)).to.have.members(fields)
    expect(differences(mine, mine)).to.deep.equal([])
  })

  it('join field by field, and whole in either direction', () => {
    const both = merge(mine, theirs, ['cell.fine-people', 'ballot.staff'])
    expect(both).to.deep.equal({
      ...mine,
      cells: { ...mine.cells, 'fine-people': 8000 },
      ballots: theirs.ballots,
    })
    expect(merge(mine, theirs, differences(mine, theirs))).to.deep.equal(theirs)
    expect(merge(mine, theirs, [])).to.deep.equal(mine)
  })

  it('lose a cell the other left empty when that is chosen', () => {
    expect(merge(theirs, mine, ['cell.fine-people']).cells).to.not.have.property('fine-people')
  })
})
