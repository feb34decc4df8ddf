import { type Day, earliest } from '../../time/days.ts'
import type { Desk } from './desk.ts'
import { issueAt } from './desk.ts'
import { diffCadres, type PeopleById } from './diff-cadres.ts'
import { diffDuties } from './diff-duties.ts'
import { diffGrades } from './diff-grades.ts'
import { diffPosts } from './diff-posts.ts'
import { diffUnits } from './diff-units.ts'
import { rosterLayout } from './layout.ts'
import type { MainPost, Ref, RosterDays, RosterLine, RosterPlan, RosterState } from './plan.ts'
import type { Effects, PostTerms } from './post-terms.ts'
import type { ReadRoster } from './read-sheets.ts'

/**
 * What a file would do to the roster. Rows the file does not hold are left alone. With any issue nothing may be carried
 * out; the plan is then only there to be looked at.
 */
export function planRoster(read: ReadRoster, state: RosterState, days: RosterDays): RosterPlan {
  const desk: Desk = { lines: [], steps: [], issues: [...read.issues], warnings: [] }
  const { rows } = read
  const since = earliest(
    days.effectiveOn,
    ...[...rows.A02, ...rows.A03].map(row => row.values.from).filter(day => day !== ''),
  )
  const units = diffUnits(desk, rows.B01, state.units, since)
  const cadres = diffCadres(desk, rows.A01, state.cadres, units.byName, days)
  const { terms, effects } = diffPosts(desk, rows.A02, state.posts, cadres.people, units.byName, days)
  diffGrades(desk, rows.A15, state.grades, cadres.people, days)
  diffDuties(desk, rows.A03, { held: state.duties, people: cadres.people, units: units.byName, terms, days }, effects)
  const mainPosts = mainPostsOf(terms, days.today)
  warnOfPostless(desk, rows.A01, cadres.people, mainPosts)
  const refused = new Set(desk.issues.map(({ sheet, row }) => `${sheet} ${row}`))
  return {
    units: units.changes,
    cadres: cadres.changes,
    steps: desk.steps,
    mainPosts,
    lines: withEffects(desk.lines, effects).filter(
      ({ sheet, row }) => !refused.has(`${rosterLayout[sheet].name} ${row}`),
    ),
    issues: desk.issues,
    warnings: desk.warnings,
  }
}

function withEffects(lines: readonly RosterLine[], effects: Effects): RosterLine[] {
  const said = new Map([...effects].map(([row, sentences]) => [`${row.sheet} ${row.number}`, sentences]))
  return lines.map(line => ({ ...line, effects: [...line.effects, ...(said.get(`${line.sheet} ${line.row}`) ?? [])] }))
}

/** The main post of everybody who has or had one, on `today`. */
function mainPostsOf(terms: PostTerms, today: Day): Map<Ref, MainPost | null> {
  const posts = new Map<Ref, MainPost | null>()
  for (const [cadre, own] of terms) {
    const main = own.filter(term => term.main && term.from <= today && today < term.end)
    const last = main.reduce<(typeof own)[number] | null>((a, b) => (a === null || b.from >= a.from ? b : a), null)
    posts.set(cadre, last && { unit: last.unit, title: last.title, head: last.head, since: last.from })
  }
  return posts
}

function warnOfPostless(
  desk: Desk,
  rows: ReadRoster['rows']['A01'],
  people: PeopleById,
  posts: ReadonlyMap<Ref, MainPost | null>,
): void {
  for (const row of rows) {
    const person = people.get(row.values.idNumber)
    if (!row.sound || person === undefined || !person.isNew || posts.get(person.ref)) continue
    desk.warnings.push(issueAt(row, '', `${row.values.name} 没有在任的主职务，不参加评定；请在 A02职务 中填写。`))
  }
}
