import { load } from 'cheerio'
import type { Express } from 'express'
import request from 'supertest'
import { assessmentsRoutes } from '../../../src/features/assessments/index.ts'
import { createMoments } from '../../../src/features/viewpoints/index.ts'
import { page, type Route, redirect } from '../../../src/web/route.ts'
import { pagesOver } from '../../support/pages.ts'
import { cast, world } from './support.ts'

/** Signing in by name, so that a test can be anybody. */
const doors: readonly Route[] = [
  {
    method: 'GET',
    path: '/sign-in',
    right: 'anyone',
    audit: 'test',
    handle: async () => page('assessments/versions', '登录', door),
  },
  {
    method: 'POST',
    path: '/sign-in',
    right: 'anyone',
    audit: 'test',
    handle: async visit => {
      await visit.session.signIn(String(visit.body.user))
      return redirect('/assessments')
    },
  },
]
const door = { title: '', path: '/sign-in', back: '/', version: '1', theirsBy: '', count: '0', rows: [], hidden: [] }

/** The pages of 考察, and further routes, over a world of their own. */
export async function site(routesOf: (here: Awaited<ReturnType<typeof world>>) => readonly Route[] = () => []) {
  const here = await world()
  const { assessments, people, rules, clock, database, ledger } = here
  const moments = createMoments({ rules, ledger, people, clock })
  const app = await pagesOver({
    database,
    clock,
    routes: [...doors, ...assessmentsRoutes({ assessments, people, rules, clock, moments }), ...routesOf(here)],
    loadActor: async id => {
      const found = cast.find(one => one.userId === id)
      return found === undefined ? null : { actor: found, mustChangePassword: false }
    },
    navigation: [
      {
        label: '考察',
        items: [
          { label: '考察', path: '/assessments', right: 'assessments.read' },
          { label: '录入考察', path: '/assessments/new', right: 'assessments.write' },
          { label: '导入依据', path: '/evidence/import', right: 'evidence.import' },
        ],
      },
    ],
  })
  const signedIn = async (who: string) => {
    const visitor = new Visitor(app)
    await visitor.open('/sign-in')
    await visitor.post('/sign-in', { user: who }).expect(303)
    return visitor
  }
  return { ...here, app, signedIn }
}

export type Site = Awaited<ReturnType<typeof site>>

/** A browser with its cookies, and the token and key of the last form it saw. */
export class Visitor {
  readonly agent: ReturnType<typeof request.agent>
  hidden: { _csrf: string; _key: string } = { _csrf: '', _key: '' }

  constructor(app: Express) {
    this.agent = request.agent(app)
  }

  /** Opens a page; answers it and its document. */
  async open(path: string) {
    const answer = await this.agent.get(path)
    return this.keep(answer)
  }

  keep(answer: request.Response) {
    const $ = load(answer.text ?? '')
    const csrf = $('main [name=_csrf]').val()
    if (csrf !== undefined) this.hidden = { _csrf: String(csrf), _key: String($('main [name=_key]').val()) }
    return { answer, $ }
  }

  /** Sends a form as a browser would, token and key included. */
  post(path: string, fields: Record<string, string | string[]> = {}): request.Test {
    return this.agent
      .post(path)
      .type('form')
      .send({ ...this.hidden, ...fields })
  }
}
