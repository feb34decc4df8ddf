import type { Actor } from '../../domain/access/roles.ts'
import type { EntryKind } from '../../domain/evidence/entries.ts'
import { dutyRoleLabel, dutyRoles } from '../../domain/people/duty-roles.ts'
import { type Held, holdsOn } from '../../domain/people/held.ts'
import { type Unit, unitKinds } from '../../domain/people/unit.ts'
import { addDays, type Day, FOREVER } from '../../domain/time/days.ts'
import { count } from '../../web/format.ts'
import { mayOpenFiles } from '../people/index.ts'
import { pastSuffix, pathAt, standpoint } from '../viewpoints/index.ts'
import { cadreRow } from './cadre-list-view.ts'
import type { UnitAccount } from './directory-service.ts'

/** One unit on a day: who held which post and which duty, the whole history, and its cadres. */
export function unitView(actor: Actor, account: UnitAccount, today: Day) {
  const { unit, parent, view, cadres, duties, posts } = account
  const { day: on, past } = view
  const path = `/units/${unit.id}`
  const opensFile = mayOpenFiles(actor)
  return {
    title: `${unit.name}${pastSuffix(past)}`,
    ...standpoint({ ...view, preparing: null }, today, at => pathAt(at, path)),
    unitsPath: pathAt(past, '/units'),
    lead: leadOf(unit, parent),
    path,
    dutyTitle: `${on} 的分工`,
    duties: dutiesOn(account, opensFile),
    postTitle: `${on} 的职务`,
    posts: posts
      .filter(post => holdsOn(post, on))
      .sort((a, b) => Number(b.entry.data.head) - Number(a.entry.data.head) || a.entry.id - b.entry.id)
      .map(post => ({
        ...personOf(account, post, opensFile),
        ...termOf(post),
        title: post.entry.data.title,
        kind: postKind(post),
      })),
    history: [
      ...duties.map(duty => dutyTerm(account, duty, opensFile)),
      ...posts.map(post => postTerm(account, post, opensFile)),
    ].sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0)),
    cadreTitle: `${past === null ? '现有' : `${on} 的`}干部 ${count(cadres.length)} 人`,
    noCadres: `${past === null ? '现在' : '这一天'}没有干部的主职务在此单位。`,
    cadres: cadres.map(cadre => cadreRow(cadre, [unit], opensFile, past)),
  }
}

function leadOf(unit: Unit, parent: Unit | null): string {
  const { detail } = unit
  const words = [
    unitKinds[unit.kind],
    `编码 ${unit.code}`,
    parent && `上级 ${parent.name}`,
    detail?.level,
    detail?.heads == null ? '' : `正职领导职数 ${detail.heads}`,
    detail?.deputies == null ? '' : `副职领导职数 ${detail.deputies}`,
    unit.until === null ? '' : `已于 ${unit.until} 撤销`,
  ]
  return words.filter(Boolean).join('，')
}

function dutiesOn(account: UnitAccount, opensFile: boolean) {
  const rank = (duty: Held<'duty'>) => dutyRoles.findIndex(({ role }) => role === duty.entry.data.role)
  return account.duties
    .filter(duty => holdsOn(duty, account.view.day))
    .sort((a, b) => rank(a) - rank(b) || (a.entry.data.field < b.entry.data.field ? -1 : 1))
    .map(duty => ({
      ...personOf(account, duty, opensFile),
      ...termOf(duty),
      role: dutyRoleLabel(duty.entry.data.role),
      field: duty.entry.data.field,
    }))
}

const postKind = ({ entry }: Held<'posting'>): string =>
  `${entry.data.head ? '正职' : '副职及其他'}${entry.data.main ? '' : '（兼任）'}`

const dutyTerm = (account: UnitAccount, duty: Held<'duty'>, opensFile: boolean) => ({
  ...personOf(account, duty, opensFile),
  ...termOf(duty),
  kind: '分工',
  what: `${dutyRoleLabel(duty.entry.data.role)}：${duty.entry.data.field}`,
})

const postTerm = (account: UnitAccount, post: Held<'posting'>, opensFile: boolean) => ({
  ...personOf(account, post, opensFile),
  ...termOf(post),
  kind: '职务',
  what: post.entry.data.title,
})

function personOf({ names, unit, view }: UnitAccount, { entry }: Held<EntryKind>, opensFile: boolean) {
  const id = entry.subjects.find(subject => subject !== unit.id) ?? ''
  return { name: names.get(id)?.name ?? id, personPath: opensFile ? pathAt(view.past, `/files/${id}`) : null }
}

/** The last day is said, not the first day after it. */
const termOf = ({ entry, endedOn }: Held<EntryKind>): { readonly from: Day; readonly to: string } => ({
  from: entry.effectiveOn,
  to: endedOn === FOREVER ? '至今' : addDays(endedOn, -1),
})
