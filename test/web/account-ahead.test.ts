import { expect } from 'chai'
import type { Request, Response } from 'express'
import { accountAhead } from '../../src/web/account-ahead.ts'
import type { Account } from '../../src/web/visitor.ts'
import { account } from './test-app.ts'

describe('the account of a session', () => {
  let asked: string[]
  let stored: Map<string, Account>
  const lookUp = async (userId: string): Promise<Account | null> => {
    asked.push(userId)
    return stored.get(userId) ?? null
  }
  const request = (cookie?: string) => ({ headers: { cookie } }) as Request
  beforeEach(() => {
    asked = []
    stored = new Map([
      ['section', account('section')],
      ['liaison', account('liaison')],
    ])
  })

  it('is looked up before the session says whose it is, once it was seen', async () => {
    const ahead = accountAhead(lookUp)
    const ask = (req: Request) => ahead.ask(req, {} as Response, () => {})
    const first = request('sid=1')
    ask(first)
    expect(asked).to.deep.equal([])
    expect((await ahead.load(first, 'section'))?.actor.role).to.equal('section')
    const next = request('sid=1')
    ask(next)
    expect(asked).to.deep.equal(['section', 'section'])
    expect((await ahead.load(next, 'section'))?.actor.role).to.equal('section')
    expect(asked).to.have.length(2)
  })

  it('is looked up for each request anew', async () => {
    const ahead = accountAhead(lookUp)
    await ahead.load(request('sid=1'), 'section')
    stored.delete('section')
    const next = request('sid=1')
    ahead.ask(next, {} as Response, () => {})
    expect(await ahead.load(next, 'section')).to.equal(null)
  })

  it('is the one the session names, whatever was guessed', async () => {
    const ahead = accountAhead(lookUp)
    await ahead.load(request('sid=1'), 'section')
    const next = request('sid=1')
    ahead.ask(next, {} as Response, () => {})
    expect((await ahead.load(next, 'liaison'))?.actor.role).to.equal('liaison')
  })

  it('is guessed of the five thousand cookies that came last, and of none without one', async () => {
    const ahead = accountAhead(lookUp)
    await ahead.load(request(), 'section')
    for (let i = 0; i <= 5000; i += 1) await ahead.load(request(`sid=${i}`), 'section')
    asked = []
    for (const cookie of [undefined, 'sid=0', 'sid=1']) ahead.ask(request(cookie), {} as Response, () => {})
    expect(asked).to.deep.equal(['section'])
  })

  it('that could not be looked up ahead fails only the request that needs it', async () => {
    let isAway = false
    const ahead = accountAhead(async userId => {
      if (isAway) throw new Error('the database is away')
      return lookUp(userId)
    })
    await ahead.load(request('sid=1'), 'section')
    isAway = true
    const next = request('sid=1')
    ahead.ask(next, {} as Response, () => {})
    await new Promise(setImmediate)
    isAway = false
    expect((await ahead.load(request('sid=2'), 'section'))?.actor.role).to.equal('section')
    const failure = await ahead.load(next, 'section').catch(error => error.message)
    expect(failure).to.equal('the database is away')
  })
})
