import { expect } from 'chai'
import type { Cadre } from '../../../src/domain/people/cadre.ts'
import { cadreFacets, differ, type RegisteredState, registeredOn } from '../../../src/domain/people/register.ts'

type Some = Partial<Cadre>

const ALWAYS = '9999'
const first: Some = { name: '甲', level: '副职', levelSince: '2018-01', sex: '男', post: null }

/** States one after the other: what is said anew, on which day it was recorded, and from when it holds. */
function states(...said: readonly (readonly [Some, string, string | null])[]): RegisteredState<Cadre>[] {
  let value = first
  const begun: RegisteredState<Cadre> = { value: value as Cadre, recordedAt: '2022-01-01', from: null }
  const later = said.map(([anew, recordedAt, from]): RegisteredState<Cadre> => {
    value = { ...value, ...anew }
    return { value: value as Cadre, recordedAt, from }
  })
  return [begun, ...later]
}

const nameOn = (all: readonly RegisteredState<Cadre>[], day: string, knownAt = ALWAYS) =>
  registeredOn(all, cadreFacets, day, knownAt)?.name

describe('The register of a past day', () => {
  it('knows nobody before they were registered', () => {
    expect(registeredOn(states(), cadreFacets, '2022-05-01', '2021-12-31')).to.equal(null)
    expect(nameOn(states(), '2021-12-31')).to.equal('甲')
  })

  it('holds a change from its day on, though it was recorded later', () => {
    const all = states([{ name: '乙' }, '2022-06-20', '2022-06-01'])
    expect([nameOn(all, '2022-05-31'), nameOn(all, '2022-06-01')]).to.deep.equal(['甲', '乙'])
    expect(nameOn(all, '2022-06-10', '2022-06-10')).to.equal('甲')
    expect(nameOn(all, '2022-06-20', '2022-06-20')).to.equal('乙')
  })

  it('puts a correction in the place of what it corrects, and of nothing before that', () => {
    const all = states([{ name: '乙' }, '2022-06-20', '2022-06-01'], [{ name: '丙' }, '2022-07-01', null])
    expect(['2022-05-31', '2022-06-01', '2022-08-01'].map(day => nameOn(all, day))).to.deep.equal(['甲', '丙', '丙'])
    expect(nameOn(all, '2022-06-25', '2022-06-25')).to.equal('乙')
  })

  it('lets a correction of one thing leave what changed in another', () => {
    const all = states([{ level: '正职' }, '2022-06-20', '2022-06-20'], [{ name: '乙' }, '2022-07-01', null])
    const before = registeredOn(all, cadreFacets, '2022-06-19', ALWAYS)
    expect([before?.name, before?.level]).to.deep.equal(['乙', '副职'])
    expect(registeredOn(all, cadreFacets, '2022-06-20', ALWAYS)?.level).to.equal('正职')
  })

  it('takes back a change that never was, and lets one of an earlier day begin before it', () => {
    const back = states([{ name: '乙' }, '2022-06-20', '2022-06-01'], [{ name: '甲' }, '2022-07-01', null])
    expect(['2022-05-31', '2022-06-15'].map(day => nameOn(back, day))).to.deep.equal(['甲', '甲'])
    const earlier = states([{ name: '乙' }, '2022-06-20', '2022-06-01'], [{ name: '丙' }, '2022-07-01', '2022-05-01'])
    expect(['2022-04-30', '2022-05-15', '2022-06-15'].map(day => nameOn(earlier, day))).to.deep.equal([
      '甲',
      '丙',
      '丙',
    ])
  })

  it('begins a level in the month that the register itself names', () => {
    const all = states([{ level: '正职', levelSince: '2022-05' }, '2022-06-20', '2022-06-20'])
    const levels = ['2022-04-30', '2022-05-01'].map(day => registeredOn(all, cadreFacets, day, ALWAYS)?.level)
    expect(levels).to.deep.equal(['副职', '正职'])
  })

  it('takes what people are born with as a correction, whatever was said', () => {
    const all = states([{ sex: '女' }, '2022-06-20', '2022-06-20'])
    expect(registeredOn(all, cadreFacets, '2022-02-01', ALWAYS)?.sex).to.equal('女')
    expect(registeredOn(all, cadreFacets, '2022-02-01', '2022-02-01')?.sex).to.equal('男')
  })

  it('has no states of posts: the ledger says when they were held', () => {
    const post = { unitId: 'u1', title: '主任', head: true, since: '2022-01-01' }
    expect(differ(cadreFacets, first as Cadre, { ...first, post, version: 2 } as Cadre)).to.equal(false)
    expect(differ(cadreFacets, first as Cadre, { ...first, level: '正职' } as Cadre)).to.equal(true)
  })
})
