import { expect } from 'chai'
import { first } from '../../src/web/input.ts'
import { day, optionalText, parseInput } from '../../src/web/parse.ts'
import { json } from '../../src/web/route.ts'
import { route, testApp } from './test-app.ts'

const people = [{ name: 'a' }, { name: 'b' }]

describe('an operator', () => {
  let test: Awaited<ReturnType<typeof testApp>>
  before(async () => {
    test = await testApp([
      route({
        path: '/people',
        async handle(visit) {
          const name = first(visit.query, 'name')
          return json(await test.database.db.collection('people').find({ name }).toArray())
        },
      }),
      route({
        method: 'POST',
        path: '/facts',
        handle: async visit => json(parseInput({ day: day('日期') }, visit.body)),
      }),
      route({
        method: 'POST',
        path: '/api/v1/facts',
        handle: async visit => json(parseInput({ name: optionalText('姓名', 50) }, visit.body)),
      }),
    ])
    await test.database.db.collection<{ name: string }>('people').insertMany(people)
  })

  const queries = [
    'name[$ne]=x',
    'name[$gt]=',
    '$where=sleep(3000)',
    'name[]=a',
    '__proto__[polluted]=1',
    'constructor.prototype=1',
    'a.__proto__=1',
  ]
  for (const query of queries) {
    it(`in the query is refused: ${query}`, async () => {
      const visitor = await test.signedIn('section')
      await visitor.agent.get(`/people?${query}`).expect(400)
    })
  }

  for (const value of ['{"$ne":null}', '[$ne]', '.*', 'true', 'null', '1e400']) {
    it(`as a value is only text: ${value}`, async () => {
      const visitor = await test.signedIn('section')
      const answer = await visitor.agent.get('/people').query({ name: value }).expect(200)
      expect(answer.body).to.deep.equal([])
    })
  }

  for (const name of [
    'day[$ne]',
    '$where',
    '__proto__',
    'constructor',
    'prototype',
    'day.constructor',
    '__proto__[x]',
  ]) {
    it(`as a field of a form is refused: ${name}`, async () => {
      const visitor = await test.signedIn('section')
      await visitor
        .post('/facts', { [name]: 'x' })
        .send(`${encodeURIComponent(name)}=x`)
        .expect(400)
    })
  }

  const values: unknown[] = [{ $ne: null }, { $gt: '' }, { $where: 'sleep(3000)' }, ['a', { $ne: 1 }], true, 7, null]
  for (const value of values) {
    it(`in JSON is refused: ${JSON.stringify(value)}`, async () => {
      const visitor = await test.signedIn('section')
      const send = (body: string) =>
        visitor.agent.post('/api/v1/facts').set('x-csrf-token', visitor.hidden._csrf).type('json').send(body)
      await send(JSON.stringify({ name: value })).expect(400)
    })
  }

  for (const body of [
    '{"__proto__":"x"}',
    '{"constructor":{"prototype":"x"}}',
    '["a"]',
    '"a"',
    '1e400',
    '{"name":',
    '['.repeat(15000),
  ]) {
    it(`hidden in a strange body is refused: ${body.slice(0, 30)}`, async () => {
      const visitor = await test.signedIn('section')
      const request = visitor.agent.post('/api/v1/facts').set('x-csrf-token', visitor.hidden._csrf)
      const answer = await request.type('json').send(body).expect(400)
      expect(answer.text).to.not.match(/JSON|position|stack|token/i)
      expect(({} as { x?: string }).x).to.equal(undefined)
    })
  }

  it('that only looks like a field is refused as unknown', async () => {
    const visitor = await test.signedIn('section')
    for (const name of ['status', '_id', 'role', 'hash', 'hasOwnProperty']) {
      const answer = await visitor.post('/facts', { day: '2022-05-31', [name]: 'x' }).expect(422)
      expect(answer.text).to.include(`未知字段：${name}`)
    }
  })

  it('is not found behind another method', async () => {
    const visitor = await test.signedIn('section')
    await visitor.post('/facts', { day: '2022-05-31' }).set('X-HTTP-Method-Override', 'DELETE').expect(200)
    for (const method of ['put', 'patch', 'delete', 'options', 'trace', 'propfind'] as const) {
      const answer = await visitor.agent[method]('/people')
      expect(answer.status, method).to.equal(405)
    }
  })
})
