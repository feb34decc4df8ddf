import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import { initially, select } from '../../web/form.ts'
import { count, hundredths, signedHundredths } from '../../web/format.ts'
import { unitField } from '../people/index.ts'
import { type BothRules, type MarkView, markNote } from '../ratings/index.ts'
import { colourKeys, markOfKey } from './colour-keys.ts'
import { type MoverQuery, moversPath } from './mover-query.ts'
import type { MoverPage } from './mover-store.ts'
import type { MoverDocument } from './trial-model.ts'
import { classLabel } from './trial-view.ts'

/** What a row needs beside the stored mover. */
export interface MoverParts {
  readonly rules: BothRules
  readonly cadres: ReadonlyMap<string, Cadre>
  readonly units: readonly Unit[]
}

/** One mover in words: page, print and sheet read this one value. */
export interface MoverRow {
  readonly cadreId: string
  readonly name: string
  readonly unit: string
  readonly unitFull: string
  readonly classLabel: string
  readonly from: MarkView
  readonly to: MarkView
  readonly fromNote: string
  readonly toNote: string
  readonly score: string
  readonly scoreBefore: number | null
  readonly scoreAfter: number | null
  readonly why: readonly string[]
}

export function moverRow(mover: MoverDocument, { rules, cadres, units }: MoverParts): MoverRow {
  const unit = units.find(({ id }) => id === mover.unitId)
  const { scoreBefore, scoreAfter } = mover
  return {
    cadreId: mover.cadreId,
    name: cadres.get(mover.cadreId)?.name ?? mover.cadreId,
    unit: unit?.shortName ?? mover.unitId,
    unitFull: unit?.name ?? mover.unitId,
    classLabel: classLabel(rules, mover.classCode),
    from: markOfKey(rules, mover.from, 'before'),
    to: markOfKey(rules, mover.to, 'after'),
    fromNote: noteBeside(mover.from, mover.fromMark),
    toNote: noteBeside(mover.to, mover.toMark),
    score: scoreWords(scoreBefore, scoreAfter),
    scoreBefore: scoreBefore === null ? null : scoreBefore / 100,
    scoreAfter: scoreAfter === null ? null : scoreAfter / 100,
    why: mover.why,
  }
}

/** A mark that is not already said in the place of the colour. */
const noteBeside = (key: string, mark: string | null): string => (key === mark ? '' : markNote(mark))

function scoreWords(before: number | null, after: number | null): string {
  if (before === after) return after === null ? '—' : hundredths(after)
  if (before === null || after === null) return `${scoreOf(before)} → ${scoreOf(after)}`
  return `${hundredths(before)} → ${hundredths(after)}（${signedHundredths(after - before)}）`
}

const scoreOf = (score: number | null): string => (score === null ? '—' : hundredths(score))

/** The list of movers in words. */
export function moversView(
  id: string,
  query: MoverQuery,
  actor: Actor,
  page: MoverPage & { readonly count: number; readonly unitIds: readonly string[] },
  parts: MoverParts,
) {
  const start = { after: null, before: null }
  const mayOpen = can(actor, 'files.read')
  const filters = filtersOf(query, page.unitIds, parts)
  const chips = chipsOf(id, query, parts)
  const [first, last] = [page.rows[0], page.rows.at(-1)]
  return {
    action: moversPath(id, {}),
    filters,
    chips,
    clear: moversPath(id, {}),
    rows: page.rows.map(mover => ({
      ...moverRow(mover, parts),
      path: mayOpen ? `/files/${mover.cadreId}` : null,
    })),
    counted: `共 ${count(page.count)} 人`,
    pageSummary: `本页 ${page.rows.length} 人`,
    previous: page.hasPrevious && first !== undefined ? moversPath(id, { ...query, ...start, before: first.n }) : null,
    next: page.hasNext && last !== undefined ? moversPath(id, { ...query, ...start, after: last.n }) : null,
    mayExport: can(actor, 'exports.download'),
    exportPath: moversPath(id, { ...query, ...start }, `/exports/trials/${id}.xlsx`),
    empty: chips.length > 0 ? '没有符合这些条件的变动。' : '按这份草案，没有人的颜色或标注变动。',
    emptyPath: chips.length > 0 ? moversPath(id, {}) : `/trials/${id}`,
    emptyVerb: chips.length > 0 ? '清除筛选' : '看汇总',
  }
}

const kinds = { colour: '颜色变动', mark: '只有标注变动' } as const

function filtersOf(query: MoverQuery, unitIds: readonly string[], { rules, units }: MoverParts) {
  const typed = initially({
    kind: query.kind,
    from: query.from,
    to: query.to,
    class: query.classCode,
    unit: query.unitId,
  })
  const keys = colourKeys(rules)
  const keyChoices = (side: 'before' | 'after') => keys.map(key => ({ value: key, label: labelOf(rules, key, side) }))
  const classes = rules.after.classes.map(({ code, label }) => ({ value: code, label }))
  const own = units.filter(({ id }) => unitIds.includes(id))
  const kindChoices = Object.entries(kinds).map(([value, label]) => ({ value, label }))
  return {
    kind: select('kind', '变动', kindChoices, typed, {}),
    from: select('from', '原来', keyChoices('before'), typed, {}),
    to: select('to', '变为', keyChoices('after'), typed, {}),
    class: select('class', '类别', classes, typed, {}),
    unit: unitField('unit', '单位', own, typed),
  }
}

const labelOf = (rules: BothRules, key: string, side: 'before' | 'after'): string => {
  const { shape, label } = markOfKey(rules, key, side)
  return `${shape} ${label}`
}

function chipsOf(id: string, query: MoverQuery, { rules, units }: MoverParts) {
  const start = { after: null, before: null }
  const { kind, from, to, classCode, unitId } = query
  const chip = (label: string, value: string | null, without: Partial<MoverQuery>) =>
    value === null ? [] : [{ label, value, without: moversPath(id, { ...query, ...start, ...without }) }]
  return [
    ...chip('变动', kind === null ? null : kinds[kind], { kind: null }),
    ...chip('原来', from === null ? null : labelOf(rules, from, 'before'), { from: null }),
    ...chip('变为', to === null ? null : labelOf(rules, to, 'after'), { to: null }),
    ...chip('类别', classCode === null ? null : classLabel(rules, classCode), { classCode: null }),
    ...chip('单位', unitId === null ? null : (units.find(unit => unit.id === unitId)?.name ?? unitId), {
      unitId: null,
    }),
  ]
}
