import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { collectionsOf, inEdition } from '../../../src/features/ratings/edition.ts'
import type { StandingDocument } from '../../../src/features/ratings/standing-model.ts'
import type { Ground } from '../ground/ground.ts'
import { TODAY, unitsFor } from '../record/county.ts'

/** A server of node:http alone that answers the first page of one list. */
export interface PlainServer {
  readonly url: string
  close(): void
}

/**
 * Looks the session and its account up, runs the query of the page, and fills the product's own markup; no rights, no
 * counts, no filters, no reasons worked out. `page` is that page as the product answers it.
 */
export async function plainServer(ground: Ground, colour: string, page: string): Promise<PlainServer> {
  const { db } = ground.database
  const edition = await ground.ratings.edition(TODAY)
  const standings = db.collection<StandingDocument>(collectionsOf(edition).standings)
  const find = () =>
    standings
      .find({ listed: colour, ...inEdition(edition) })
      .sort({ score: -1, cadreId: 1 })
      .limit(51)
      .toArray()
  const markup = markupOf(page, (await find())[0], ground)
  const sessions = db.collection<{ _id: string; session: { userId: string } }>('sessions')
  const users = db.collection<{ _id: string }>('users')
  const server = createServer(async (req, res) => {
    const id = /sid=s%3A([^.]+)/.exec(req.headers.cookie ?? '')?.[1] ?? ''
    const found = await sessions.findOne({ _id: createHash('sha256').update(id).digest('hex') })
    const user = found === null ? null : await users.findOne({ _id: found.session.userId })
    const body = user === null ? '' : markup((await find()).slice(0, 50))
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-length': Buffer.byteLength(body) }
    res.writeHead(user === null ? 403 : 200, headers).end(body)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() }
}

/** The page as a template: its first row with the places of what differs from row to row. */
function markupOf(page: string, first: StandingDocument | undefined, { cadres, rater }: Ground) {
  if (first === undefined) throw new Error('the list is empty')
  const names = new Map(unitsFor(cadres).map(unit => [unit.id, unit.shortName]))
  const classes = new Map(rater.ruleSet.classes.map(({ code, label }) => [code, label]))
  // Class and day stand twice: where the window is narrow, and where it is wide.
  const valuesOf = ({ cadreId, who, unitId, classCode, score, since }: StandingDocument): string[] => {
    const label = classes.get(classCode) ?? ''
    return [cadreId, who.name, names.get(unitId) ?? '', label, label, since, (score / 100).toFixed(2), since]
  }
  const begin = page.indexOf('<tr>', page.indexOf('<tbody>'))
  const end = page.lastIndexOf('</tr>') + '</tr>'.length
  const row = page.slice(begin, page.indexOf('</tr>', begin) + '</tr>'.length)
  const pieces: string[] = []
  let at = 0
  for (const value of valuesOf(first)) {
    const found = row.indexOf(value, at)
    if (found < 0) throw new Error(`the page does not show ${value}`)
    pieces.push(row.slice(at, found))
    at = found + value.length
  }
  const rest = row.slice(at)
  const [head, tail] = [page.slice(0, begin), page.slice(end)]
  const rowOf = (document: StandingDocument): string =>
    valuesOf(document).reduce((html, value, i) => html + (pieces[i] ?? '') + value, '') + rest
  return (documents: readonly StandingDocument[]): string => head + documents.map(rowOf).join('\n    ') + tail
}
