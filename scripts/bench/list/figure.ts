import type { EditionKey } from '../../../src/features/ratings/edition.ts'
import type { ListPlace, StandingFilter } from '../../../src/features/ratings/index.ts'
import { placeOf } from '../../../src/features/ratings/standing-query.ts'
import { type Comparison, compared, type Figure } from '../figure.ts'
import { openBrowser } from '../ground/browser.ts'
import { type Ground, groundOf } from '../ground/ground.ts'
import { signIn } from '../ground/sign-in.ts'
import { versionsOf } from '../ground/versions.ts'
import { interleave, median, medianRatio, type Runner } from '../interleave.ts'
import { TODAY } from '../record/county.ts'
import { plainServer } from './plain-server.ts'

const ROUNDS = 15
const TURN_MS = 500
const PAGE = 50
const DEEP = 500
/** Pages of each kind asked for before any is measured: a server has run for a while, and compiled what it runs. */
const WARM = 2000
/** The longest of the lists. */
const COLOUR = 'none'
/** All of them, as the list of everybody names them. */
const ALL = ['blue', 'none', 'yellow', 'red', 'insufficient', 'indeterminate']

export const list: Figure = {
  id: 'f',
  work: 'a page of a list: by keyset, over HTTP, unchanged',
  measure: async ({ cadres }) => {
    const ground = await groundOf(cadres)
    const versions = await versionsOf(ground.database, {})
    const paged = [await byKeyset(ground, [COLOUR], versions), await byKeyset(ground, ALL, versions)]
    return [...paged, ...(await overHttp(ground, versions))]
  },
}

const PEER =
  'reads session, account and the query of the page, and fills the same markup; no edition, rights, counts or headers of safety'

type Versions = Readonly<Record<string, string>>

/** Page 500, or the last full one, beside page 1. */
async function byKeyset(ground: Ground, colours: readonly string[], versions: Versions): Promise<Comparison> {
  const { store } = ground.ratings
  const edition = await ground.ratings.edition(TODAY)
  const rest = { classCode: null, unitIds: null, level: null, text: null }
  const filter: StandingFilter = { list: 'suggested', colours, ...rest }
  const { deep, last } = await deepPage(ground, filter, edition)
  const page = (after: ListPlace | null) => async (times: number) => {
    for (let i = 0; i < times; i += 1) await store.page(filter, 'score', { after, before: null }, PAGE, edition)
  }
  const runners: Runner[] = [
    { name: 'first', run: page(null) },
    { name: 'deep', run: page(last) },
  ]
  const rates = await interleave(runners, ROUNDS, TURN_MS)
  const [first, beyond] = [rates.get('first') ?? [], rates.get('deep') ?? []]
  return compared({
    id: 'f',
    work: `page ${deep} of ${colours.length === 1 ? colours[0] : 'all'}, ${ground.cadres} cadres`,
    peer: 'page 1',
    ratio: medianRatio(first, beyond),
    target: 1.3,
    bound: 'at most',
    unit: 'ms',
    ours: 1000 / median(beyond),
    theirs: 1000 / median(first),
    versions,
    ...(deep === DEEP ? {} : { note: `there are no more than ${deep} full pages` }),
  })
}

/** Page 500, or the last full one, found page by page as a reader would; `last`: the row before it, null at the top. */
async function deepPage({ ratings }: Ground, filter: StandingFilter, edition: EditionKey) {
  let found: { readonly deep: number; readonly last: ListPlace | null } = { deep: 1, last: null }
  let after: ListPlace | null = null
  for (let deep = 1; deep <= DEEP; deep += 1) {
    const { rows, later } = await ratings.store.page(filter, 'score', { after, before: null }, PAGE, edition)
    if (rows.length === PAGE) found = { deep, last: after }
    const end = rows.at(-1)?.document()
    if (!later || end === undefined) break
    after = placeOf(end)
  }
  return found
}

async function overHttp(ground: Ground, versions: Versions): Promise<Comparison[]> {
  const product = await ground.url()
  const cookie = await signIn(ground, product)
  const path = `/lists/${COLOUR}`
  const answer = await fetch(product + path, { headers: { cookie } })
  const page = await answer.text()
  const plain = await plainServer(ground, COLOUR, page)
  const theirs = await (await fetch(plain.url, { headers: { cookie } })).text()
  if (bodyOf(theirs) !== bodyOf(page)) {
    plain.close()
    throw new Error('the plain server shows another page')
  }
  const etag = answer.headers.get('etag')
  const browser = openBrowser()
  const runner = (name: string, url: string, headers: Record<string, string>, status: number): Runner => ({
    name,
    run: times => browser.ask({ url, headers, times, status }),
  })
  const unchanged = etag === null ? [] : [runner('unchanged', product + path, { cookie, 'if-none-match': etag }, 304)]
  if (etag === null) process.stderr.write('bench: f, no page has an ETag yet: unchanged pages are left out\n')
  try {
    const full = runner('full', product + path, { cookie }, 200)
    const runners = [full, runner('plain', plain.url, { cookie }, 200), ...unchanged]
    for (const one of runners) await one.run(WARM)
    const rates = await interleave(runners, ROUNDS, TURN_MS)
    const beside = (ours: string, theirs: string, work: string, peer: string, target: number, note?: string) => {
      const [own, other] = [rates.get(ours) ?? [], rates.get(theirs) ?? []]
      const numbers = { ratio: medianRatio(own, other), ours: median(own), theirs: median(other) }
      return compared({ id: 'f', work, peer, target, unit: 'pages/s', versions, ...numbers, ...(note && { note }) })
    }
    const work = `a page of ${PAGE} rows over HTTP, ${ground.cadres} cadres`
    return [
      beside('full', 'plain', work, 'node:http, same query and markup', 0.75, PEER),
      ...(etag === null ? [] : [beside('unchanged', 'full', `unchanged ${work}`, 'the full page', 4)]),
    ]
  } finally {
    await browser.close()
    plain.close()
  }
}

const bodyOf = (page: string): string => page.slice(page.indexOf('<tbody>'), page.lastIndexOf('</tbody>'))
