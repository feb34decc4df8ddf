import { load } from 'cheerio'
import request from 'supertest'
import type { Actor, Role } from '../../../src/domain/access/roles.ts'
import type { RuleSet, RuleVersion } from '../../../src/domain/rules/rule-set.ts'
import { createDirectory, directoryRoutes } from '../../../src/features/directory/index.ts'
import { ledgerStore } from '../../../src/features/ledger/index.ts'
import { createPeopleLedger, createPeopleRoutes } from '../../../src/features/people/index.ts'
import { createRatings } from '../../../src/features/ratings/index.ts'
import { rosterRoutes } from '../../../src/features/roster/index.ts'
import { uploadView } from '../../../src/features/roster/upload-view.ts'
import type { Rules } from '../../../src/features/rules/index.ts'
import ruleSetV1 from '../../../src/features/rules/rule-set-v1.json' with { type: 'json' }
import { createViewpoints } from '../../../src/features/viewpoints/index.ts'
import { page, type Route, redirect } from '../../../src/web/route.ts'
import { actorOf } from '../../support/actor.ts'
import { pagesOver } from '../../support/pages.ts'
import { installation } from './installation.ts'

const version: RuleVersion = {
  ruleSet: ruleSetV1 as unknown as RuleSet,
  hash: 'V1',
  effectiveOn: '2021-01-01',
  publishedAt: '2021-01-01T00:00:00.000Z',
}

/** Signing in by role, so that a test can be anybody. */
const doors: readonly Route[] = [
  {
    method: 'GET',
    path: '/sign-in',
    right: 'anyone',
    audit: 'test',
    handle: async () => page('roster/upload', '登录', uploadView([])),
  },
  {
    method: 'POST',
    path: '/sign-in',
    right: 'anyone',
    audit: 'test',
    handle: async visit => {
      await visit.session.signIn(String(visit.body.user))
      return redirect('/units')
    },
  },
]

/** The pages of people and roster over an empty installation of 2022-05-31, with the real views. */
export async function site() {
  const parts = await installation()
  const { database, clock, journal, people, roster } = parts
  const reads: string[] = []
  const ledger = ledgerStore(database)
  const rules = { inForce: async () => version, published: async () => [version] } as unknown as Rules
  const ratings = createRatings({ database, ledger, rules, people, isCadre: subject => subject.startsWith('c') })
  const viewpoints = createViewpoints({ ratings, rules, ledger, people, clock })
  const directory = createDirectory({ people, ledger: createPeopleLedger(database) })
  const actors = new Map<string, Actor>()
  for (const role of ['section', 'supervision', 'hr', 'liaison', 'cadre', 'sys'] as const)
    actors.set(role, actorOf(role, role))
  const app = await pagesOver({
    database,
    clock,
    routes: [
      ...doors,
      ...rosterRoutes({ roster, clock }),
      ...directoryRoutes({ directory, viewpoints, today: () => clock.today() }),
      ...createPeopleRoutes({ database, journal, people, clock }),
    ],
    loadActor: async id => {
      const actor = actors.get(id)
      return actor === undefined ? null : { actor, mustChangePassword: false }
    },
    recordRead: async (_visit, route) => {
      reads.push(route.audit)
    },
    navigation: [
      {
        label: '干部与单位',
        items: [
          { label: '干部', path: '/cadres', right: 'roster.read' },
          { label: '单位', path: '/units', right: 'roster.read' },
          { label: '导入名册', path: '/roster/import', right: 'roster.import' },
        ],
      },
    ],
  })
  /** A browser signed in as this role. */
  const visitor = async (role: Role) => {
    const agent = request.agent(app)
    const tokens = async (path: string) => {
      const $ = load((await agent.get(path)).text)
      return { _csrf: String($('[name=_csrf]').first().val()), _key: String($('[name=_key]').first().val()) }
    }
    const hidden = await tokens('/sign-in')
    await agent
      .post('/sign-in')
      .type('form')
      .send({ ...hidden, user: role })
      .expect(303)
    return {
      get: (path: string) => agent.get(path),
      post: async (path: string, fields: Record<string, string>, from: string) =>
        agent
          .post(path)
          .type('form')
          .send({ ...(await tokens(from)), ...fields }),
      upload: async (path: string) => {
        const { _csrf, _key } = await tokens('/roster/import')
        return agent.post('/roster/import').field('_csrf', _csrf).field('_key', _key).attach('file', path)
      },
    }
  }
  return { ...parts, app, actors, reads, visitor }
}
