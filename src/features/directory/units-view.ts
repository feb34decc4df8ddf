import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { unitKinds } from '../../domain/people/unit.ts'
import { count } from '../../web/format.ts'
import { noRoster } from '../people/index.ts'
import { listColours, markView } from '../ratings/index.ts'
import { pastSuffix, pathAt, type RatingsView, standpoint } from '../viewpoints/index.ts'
import type { UnitSummary } from './directory-service.ts'

/** All units as a tree, with who leads them and how many are suggested for which list. */
export function unitsView(actor: Actor, summaries: readonly UnitSummary[], view: RatingsView, today: string) {
  const { past, day } = view
  const cadres = summaries.reduce((sum, summary) => sum + summary.cadres, 0)
  const mayImport = past === null && can(actor, 'roster.import')
  const withColours = summaries.some(({ suggested }) => suggested !== null)
  const colours = withColours ? listColours(view.version.ruleSet) : []
  const at = (path: string): string => pathAt(past, path)
  return {
    title: `单位${pastSuffix(past)}`,
    ...standpoint(view, today, other => pathAt(other, '/units')),
    lead: `按机构编码排列；职数写作 现有 / 核定${colours.length > 0 ? `；颜色是截至 ${day} 的建议，未经研判` : ''}。`,
    mayImport,
    counted: `共 ${count(summaries.length)} 个单位，${count(cadres)} 名干部`,
    colours: colours.map(code => markView(view.version.ruleSet, code)).map(({ shape, letter }) => `${shape}${letter}`),
    rows: summaries.map(({ unit, depth, cadres: held, heads, chiefs, suggested }) => ({
      path: at(`/units/${unit.id}`),
      cadresPath: at(`/cadres?unit=${unit.id}`),
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
      suggested: colours.map(code => ({
        value: suggested?.[code] ? count(suggested[code]) : '',
        path: at(`/lists/${code}?unit=${unit.id}`),
      })),
    })),
    nothing: past === null ? noRoster(actor) : { sentence: `${day} 还没有单位。`, path: '', verb: '' },
  }
}

const quotaText = (held: number, quota: number | null): string =>
  quota === null ? count(held) : `${count(held)} / ${count(quota)}`
