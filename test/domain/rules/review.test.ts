import { expect } from 'chai'
import {
  acknowledge,
  afterEdit,
  freshSince,
  type Review,
  requireAcknowledged,
  requireApproved,
  requireOther,
  requireReviewable,
  requireSubmittable,
  requireUnchanged,
  reviewMark,
} from '../../../src/domain/rules/review.ts'

const [author, second] = [
  { id: 'k1', name: '李甲' },
  { id: 'dep', name: '陈丙' },
]
const submission = { version: 2, hash: 'h2', trialId: 't1', note: '', submittedBy: author, submittedAt: '1' }
const decided = { reviewedBy: second, reviewedAt: '2', comment: '好' }
const reviews = {
  submitted: { ...submission, state: 'submitted' },
  approved: { ...submission, ...decided, state: 'approved', acknowledged: [] },
  returned: { ...submission, ...decided, state: 'returned' },
  revoked: { ...submission, state: 'revoked', was: 'approved', revokedBy: author, revokedAt: '3' },
} as const satisfies Record<string, Review>
type State = keyof typeof reviews | 'none'

const draft = (state: State, hash = 'h2') => ({
  hash,
  editors: [author],
  review: state === 'none' ? null : reviews[state],
})
const said = (act: () => unknown): string => {
  try {
    act()
    return 'goes on'
  } catch (error) {
    return (error as Error).message
  }
}

describe('A review', () => {
  for (const [state, submit, review, publish] of [
    ['none', 'goes on', '还没有送审', '还没有审核通过'],
    ['submitted', '已经送审', 'goes on', '还没有审核，不能发布'],
    ['approved', '已经审核通过', 'goes on', 'goes on'],
    ['returned', 'goes on', '退回，须修改后重新送审', '还没有审核通过'],
    ['revoked', 'goes on', '草案又有改动', '修改而撤销'],
  ] as const)
    it(`that is ${state}: handing in, reviewing and publishing`, () => {
      expect(said(() => requireSubmittable(draft(state), true))).to.include(submit)
      expect(said(() => requireReviewable(draft(state)))).to.include(review)
      expect(said(() => requireApproved(draft(state)))).to.include(publish)
    })

  it('of another text than the draft now says counts for nothing', () => {
    expect(said(() => requireReviewable(draft('submitted', 'h3')))).to.include('又有改动')
    expect(said(() => requireApproved(draft('approved', 'h3')))).to.include('还没有审核通过')
  })

  it('is decided only as it stood on the page of whoever decides', () => {
    const { submitted, approved } = reviews
    expect(said(() => requireUnchanged(submitted, reviewMark(submitted)))).to.equal('goes on')
    expect(said(() => requireUnchanged(approved, reviewMark(approved)))).to.equal('goes on')
    expect(said(() => requireUnchanged(approved, reviewMark(submitted)))).to.include('已由陈丙审核通过')
    const anew = { ...submitted, submittedAt: '7' }
    expect(said(() => requireUnchanged(anew, reviewMark(submitted)))).to.include('又重新送审')
    expect(said(() => requireUnchanged(approved, ''))).to.include('您的意见没有记入')
  })

  it('is not asked for without a trial of exactly this text', () =>
    expect(said(() => requireSubmittable(draft('none'), false))).to.include('请先对这一稿试算'))

  for (const [state, becomes] of [
    ['submitted', 'revoked'],
    ['approved', 'revoked'],
    ['returned', 'returned'],
    ['revoked', 'revoked'],
  ] as const)
    it(`${state} is ${becomes} after an edit`, () => {
      const after = afterEdit(reviews[state], second, '9')
      expect(after?.state).to.equal(becomes)
      if (after?.state === 'revoked' && state !== 'revoked')
        expect([after.was, after.revokedBy, after.revokedAt]).to.deep.equal([state, second, '9'])
    })

  it('is done by nobody who edited the draft or handed it in', () => {
    expect(said(() => requireOther(draft('submitted'), 'k1'))).to.include('起草或修改过')
    expect(said(() => requireOther({ ...draft('submitted'), editors: [] }, 'k1'))).to.include('送审了这份草案')
    expect(said(() => requireOther(draft('submitted'), 'dep'))).to.equal('goes on')
  })

  it('needs a reason for every case that fails, and only for those', () => {
    const failing = [
      { caseId: 'a', name: '甲', found: '变黄' },
      { caseId: 'b', name: '乙', found: '变红' },
    ]
    expect(() => acknowledge(failing, new Map([['a', '可以']])))
      .to.throw()
      .with.deep.property('fields')
    const reasons = new Map([
      ['a', '可以'],
      ['b', '也可以'],
      ['c', '没有这个'],
    ])
    expect(acknowledge(failing, reasons).map(({ caseId, reason }) => [caseId, reason])).to.deep.equal([
      ['a', '可以'],
      ['b', '也可以'],
    ])
  })

  it('does not cover a case that fails otherwise than the reviewer saw', () => {
    const seen = [{ caseId: 'a', name: '甲', found: '变黄', reason: '可以' }]
    expect(said(() => requireAcknowledged([{ caseId: 'a', name: '甲', found: '变黄' }], seen))).to.equal('goes on')
    expect(said(() => requireAcknowledged([{ caseId: 'a', name: '甲', found: '变红' }], seen))).to.include('“甲”')
    expect(said(() => requireAcknowledged([{ caseId: 'b', name: '乙', found: '变黄' }], seen))).to.include('“乙”')
  })

  it('rests on a trial over data of the last seven days', () => expect(freshSince('2022-05-31')).to.equal('2022-05-24'))
})
