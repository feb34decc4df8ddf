import { expect } from 'chai'
import { can, scopeOf } from '../../src/domain/access/rights.ts'
import type { Actor } from '../../src/domain/access/roles.ts'
import type { Route } from '../../src/web/route.ts'
import { describeRoutes } from '../../src/web/routes-table.ts'
import { type Filled, rosterNames, sharedInstallation } from '../support/filled.ts'
import { cast, type Username, usernames } from '../support/installation.ts'
import { type Case, casesOf } from './route-cases.ts'

const administrators = ['sys', 'sec', 'aud'] as const

/** The account as the rights table sees it. */
function actorOf(username: Username): Actor {
  const spec: { role: Actor['role']; name: string; unitId?: string; cadreId?: string } = cast[username]
  return { userId: username, username, unitId: null, cadreId: null, ...spec }
}

/** What the rights table says this account gets. */
function rightStatus(username: Username, route: Route, { unitId, cadreId, status = 200, but }: Case): number {
  const actor = actorOf(username)
  const seen = but?.[username] ?? status
  if (route.right === 'anyone' || route.right === 'signed-in') return seen
  const scope = scopeOf(actor, route.right)
  if (scope === null || (route.also !== undefined && scopeOf(actor, route.also) === null)) return 403
  if (unitId === undefined && cadreId === undefined) return seen
  return can(actor, route.right, { unitId: unitId ?? null, cadreId: cadreId ?? null }) ? seen : 404
}

/** Pages of the account itself, which no item of the navigation leads to. */
const outside = /^\/(account|sign-in|setup)\b/

/** How many items of the navigation a page marks as its own; of what is no whole page as many as it should. */
function placesOf(text: string): number {
  const [, navigation] = /<nav aria-label="主导航">([\s\S]*?)<\/nav>/.exec(text) ?? []
  return navigation === undefined ? 1 : navigation.split('aria-current="page"').length - 1
}

describe('Every route', function () {
  this.timeout(120_000)
  let at: Filled
  let cases: Case[]
  const routeOf = (method: Route['method'], path: string): Route => {
    const found = at.routes.find(route => route.method === method && route.path === path)
    if (found === undefined) throw new Error(`There is no ${method} ${path}.`)
    return found
  }

  before(async () => {
    at = await sharedInstallation()
    cases = casesOf(at)
  })

  it('names its right and its audit action', () => {
    for (const { method, path, right, audit } of describeRoutes(at.routes)) {
      expect(right, `${method} ${path}`).to.match(/^[a-z-]+(\.[a-z]+)?$/)
      expect(audit, `${method} ${path}`).to.match(/^[a-z-]+\.[a-z-]+$/)
    }
  })

  it('that is read has an address in these tests', () => {
    const read = at.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
    expect([...new Set(cases.map(({ route }) => route))].sort()).to.deep.equal(read.sort())
  })

  for (const username of usernames)
    it(`answers ${username} as the table of rights says, and marks where it stands`, async () => {
      const wrong: string[] = []
      for (const one of cases) {
        const { status, text = '' } = await at.as(username).open(one.path)
        const right = rightStatus(username, routeOf('GET', one.route), one)
        if (status !== right) wrong.push(`${one.path}: ${status} instead of ${right}`)
        if (status === 200 && placesOf(text) !== (outside.test(one.path) ? 0 : 1))
          wrong.push(`${one.path}: ${placesOf(text)} places in the navigation`)
      }
      expect(wrong).to.deep.equal([])
    })

  it('sends nobody to the sign-in page, and a program away', async () => {
    const visitor = at.anybody()
    for (const { route, path } of cases) {
      if (routeOf('GET', route).right === 'anyone') continue
      const { status, headers } = await visitor.open(path)
      expect([status, headers.location], path).to.deep.equal([303, `/sign-in?next=${encodeURIComponent(path)}`])
      const program = await visitor.agent.get(path).set('Accept', 'application/json').redirects(0)
      expect(program.status, path).to.equal(401)
      expect(program.text, path).not.to.match(/示例|\bc0\d{4}\b/)
    }
  })

  it('shows the three administrators no name and no id number of a cadre', async () => {
    const shown: string[] = []
    for (const username of administrators)
      for (const { path } of cases) {
        const { text = '' } = await at.as(username).open(path)
        for (const secret of [...rosterNames, '370699', '督办件逾期'])
          if (text.includes(secret)) shown.push(`${username} ${path}: ${secret}`)
      }
    expect(shown).to.deep.equal([])
  })

  it('leaves the business alone when it is only read', async () => {
    const before = await at.counts()
    for (const { path } of cases) await at.as('k1').open(path)
    expect(await at.counts()).to.deep.equal(before)
  })

  it('says nosniff, a strict policy and no-store on everything it answers, and no-cache where the browser asks again', async () => {
    for (const { path } of cases) {
      const { headers } = await at.as('k1').open(path)
      expect(headers['x-content-type-options'], path).to.equal('nosniff')
      expect(headers['referrer-policy'], path).to.equal('no-referrer')
      expect(headers['cache-control'], path).to.equal(headers.etag === undefined ? 'no-store' : 'private, no-cache')
      expect(headers, path).not.to.have.any.keys('x-powered-by', 'access-control-allow-origin')
      const policy = String(headers['content-security-policy'])
      expect(policy, path).to.include("default-src 'none'").and.not.to.include('unsafe')
    }
  })
})
