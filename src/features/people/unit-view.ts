import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { EntryKind } from '../../domain/evidence/entries.ts'
import { dutyRoleLabel, dutyRoles } from '../../domain/people/duty-roles.ts'
import { type Held, holdsOn } from '../../domain/people/held.ts'
import { type Unit, unitKinds } from '../../domain/people/unit.ts'
import { addDays, type Day, FOREVER } from '../../domain/time/days.ts'
import { field, initially } from '../../web/form.ts'
import { count, dayInWords } from '../../web/format.ts'
import { cadreRow } from './cadre-list-view.ts'
import type { UnitAccount, UnitSummary } from './people-pages-service.ts'
import { mayOpenFiles } from './visible.ts'

/** All units as a tree, with who leads them. */
export function unitsView(actor: Actor, summaries: readonly UnitSummary[]) {
  const cadres = summaries.reduce((sum, summary) => sum + summary.cadres, 0)
  const mayImport = can(actor, 'roster.import')
  return {
    mayImport,
    counted: `共 ${count(summaries.length)} 个单位，${count(cadres)} 名干部`,
    rows: summaries.map(({ unit, depth, cadres: held, heads, chiefs }) => ({
      path: `/units/${unit.id}`,
      cadresPath: `/cadres?unit=${unit.id}`,
      indent: '　'.repeat(depth),
      code: unit.code,
      name: unit.name,
      shortName: unit.shortName,
      kind: unitKinds[unit.kind],
      chiefs: chiefs.length === 0 ? '未记载' : chiefs.join('、'),
      isVacant: chiefs.length === 0,
      cadres: count(held),
      heads: quotaText(heads, unit.detail?.heads ?? null),
      deputies: quotaText(held - heads, unit.detail?.deputies ?? null),
    })),
    emptyPath: mayImport ? '/roster/import' : '',
    emptyVerb: mayImport ? '导入名册' : '',
  }
}

/** One unit on a day: who held which post and which duty, the whole history, and its cadres. */
export function unitView(actor: Actor, account: UnitAccount) {
  const { unit, parent, on, cadres, duties, posts } = account
  const opensFile = mayOpenFiles(actor)
  return {
    name: unit.name,
    lead: leadOf(unit, parent),
    path: `/units/${unit.id}`,
    on: field('on', '日期', initially({ on }), {}),
    dutyTitle: `${dayInWords(on)}的分工`,
    duties: dutiesOn(account, opensFile),
    postTitle: `${dayInWords(on)}的职务`,
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
    cadreTitle: `现有干部 ${count(cadres.length)} 人`,
    cadres: cadres.map(cadre => cadreRow(cadre, [unit], opensFile)),
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

const quotaText = (held: number, quota: number | null): string =>
  quota === null ? count(held) : `${count(held)} / ${count(quota)}`

function dutiesOn(account: UnitAccount, opensFile: boolean) {
  const rank = (duty: Held<'duty'>) => dutyRoles.findIndex(({ role }) => role === duty.entry.data.role)
  return account.duties
    .filter(duty => holdsOn(duty, account.on))
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

function personOf({ names, unit }: UnitAccount, { entry }: Held<EntryKind>, opensFile: boolean) {
  const id = entry.subjects.find(subject => subject !== unit.id) ?? ''
  return { name: names.get(id)?.name ?? id, personPath: opensFile ? `/files/${id}` : null }
}

/** The last day is said, not the first day after it. */
const termOf = ({ entry, endedOn }: Held<EntryKind>): { readonly from: Day; readonly to: string } => ({
  from: entry.effectiveOn,
  to: endedOn === FOREVER ? '至今' : addDays(endedOn, -1),
})
