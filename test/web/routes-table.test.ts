import { expect } from 'chai'
import type { Action } from '../../src/domain/access/rights.ts'
import { json, type Route } from '../../src/web/route.ts'
import { bySpecificity, checkRoutes, describeRoutes } from '../../src/web/routes-table.ts'

const handle = async () => json(1)
const get = (path: string, more: Partial<Route> = {}): Route => ({
  method: 'GET',
  path,
  right: 'signed-in',
  audit: 'x',
  handle,
  ...more,
})

const faulty: readonly [string, Route[]][] = [
  ['answers what another answers', [get('/cadres/:id'), get('/cadres/:cadreId')]],
  ['has no right', [get('/a', { right: undefined as unknown as Action })]],
  ['names a right that is not in the table', [get('/a', { right: 'lists.reed' as Action })]],
  ['names a second right that is not in the table', [get('/a', { also: 'exports.take' as Action })]],
  ['has no audit action', [get('/a', { audit: '' })]],
  ['has a wildcard', [get('/a/*rest')]],
  ['has an optional part', [get('/a{/:b}')]],
  ['ends in a stroke', [get('/a/')]],
  ['begins with a name', [get('/:a/b')]],
  ['takes a file by GET', [get('/a', { upload: { field: 'file', maxBytes: 1 } })]],
  ['logs a read of nobody', [get('/a', { right: 'anyone', logsRead: true })]],
]

describe('the table of routes', () => {
  for (const [what, routes] of faulty) {
    it(`refuses a route that ${what}`, () => expect(() => checkRoutes(routes)).to.throw('/'))
  }

  it('takes the same path for the form and its submission', () => {
    expect(() =>
      checkRoutes([get('/'), get('/a/:id/closure'), { ...get('/a/:id/closure'), method: 'POST' }]),
    ).to.not.throw()
  })

  it('asks words before names', () => {
    const paths = [get('/cadres/:id'), get('/cadres/new'), get('/'), get('/:a/new')]
      .sort(bySpecificity)
      .map(r => r.path)
    expect(paths).to.deep.equal(['/', '/cadres/new', '/cadres/:id', '/:a/new'])
  })

  it('says of a route with two rights who holds both', () => {
    const [line] = describeRoutes([get('/a', { right: 'closes.read', also: 'exports.download' })])
    expect(line?.scopes).to.deep.equal({ section: 'all', supervision: 'all', deputy: 'all', leader: 'all', hr: 'all' })
  })

  it('says each right with its scopes, the audit action and whether the read is logged', () => {
    expect(describeRoutes([get('/b', { logsRead: true, right: 'audit.read' }), get('/a')])).to.deep.equal([
      { method: 'GET', path: '/a', right: 'signed-in', also: null, scopes: {}, audit: 'x', logsRead: false },
      {
        method: 'GET',
        path: '/b',
        right: 'audit.read',
        also: null,
        scopes: { aud: 'all' },
        audit: 'x',
        logsRead: true,
      },
    ])
  })
})
