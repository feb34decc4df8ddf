import type { Model, QueryFilter } from 'mongoose'
import type { Cadre } from '../../domain/people/cadre.ts'
import { mongoose } from '../../platform/database/index.ts'
import type { CadreDocument } from './people-model.ts'

/** Which cadres, in the order of pinyin and id. What is null does not narrow. */
export interface CadreFilter {
  /** As `searchText` forms it. */
  readonly text: string
  readonly unitIds: readonly string[] | null
  readonly head: boolean | null
  readonly level: string | null
  readonly limit: number
  /** The id of the last cadre of the page before, or of the first of the page after. */
  readonly after?: string | null
  readonly before?: string | null
}

export interface CadrePage {
  readonly cadres: readonly Cadre[]
  /** All that fit, not only these. */
  readonly total: number
  readonly hasPrevious: boolean
  readonly hasNext: boolean
}

/** One page of cadres; `total` counts without the place in the list. */
export async function pageOfCadres(model: Model<CadreDocument>, filter: CadreFilter): Promise<CadrePage> {
  const narrowed = conditions(filter)
  const backwards = filter.before != null
  const [total, beyond] = await Promise.all([
    model.countDocuments(narrowed),
    placeOf(model, filter.before ?? filter.after ?? null, backwards),
  ])
  const order = backwards ? -1 : 1
  const found = await model
    .find({ ...narrowed, ...beyond })
    .sort({ pinyin: order, _id: order })
    .limit(filter.limit + 1)
    .lean<CadreDocument[]>()
  const more = found.length > filter.limit
  const page = found.slice(0, filter.limit)
  const cadres = (backwards ? page.reverse() : page).map(toCadre)
  const hasBehind = filter.after != null || filter.before != null
  return { cadres, total, hasPrevious: backwards ? more : hasBehind, hasNext: backwards ? hasBehind : more }
}

/** A cadre of the domain from a stored one. */
export function toCadre({ _id, keys: _keys, ...rest }: CadreDocument): Cadre {
  return { id: _id, ...rest }
}

function conditions({ text, unitIds, head, level }: CadreFilter): QueryFilter<CadreDocument> {
  return {
    ...(text !== '' && { keys: mongoose.trusted({ $regex: `^${escaped(text)}` }) }),
    ...(unitIds !== null && { 'post.unitId': mongoose.trusted({ $in: [...unitIds] }) }),
    ...(head !== null && { 'post.head': head }),
    ...(level !== null && { level }),
  }
}

async function placeOf(model: Model<CadreDocument>, id: string | null, backwards: boolean) {
  const cadre = id === null ? null : await model.findById(id).select({ pinyin: 1 }).lean<CadreDocument>()
  if (cadre === null) return {}
  const beyond = backwards ? '$lt' : '$gt'
  return {
    $or: [
      { pinyin: mongoose.trusted({ [beyond]: cadre.pinyin }) },
      { pinyin: cadre.pinyin, _id: mongoose.trusted({ [beyond]: cadre._id }) },
    ],
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
