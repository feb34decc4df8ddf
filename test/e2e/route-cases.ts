import type { Filled } from '../support/filled.ts'
import type { Username } from '../support/installation.ts'

/** One address of a GET route, what its data belongs to, and what somebody with the right sees there. */
export interface Case {
  readonly route: string
  readonly path: string
  /** The unit and the cadre of the data; without them it belongs to nobody, and a scope does not shut it. */
  readonly unitId?: string
  readonly cadreId?: string
  /** 200 unless said; for some accounts another one. */
  readonly status?: number
  readonly but?: Partial<Record<Username, number>>
}

/** The past of the filled installation, which was recorded on one day: the day before, as known now. */
const PAST = 'asOf=2022-05-30&known=now'

/** Every GET route with the ids of the filled installation: data of unit 1 and of unit 2. */
export function casesOf({ ids }: Filled): Case[] {
  const plain = (route: string, more: Partial<Case> = {}): Case => ({ route, path: route, ...more })
  const at = (route: string, id: string, more: Partial<Case> = {}): Case => ({
    route,
    path: route.replace(/:\w+/, id),
    ...more,
  })
  const starts: Case['but'] = { sys: 303, sec: 303, aud: 303, hr: 303, u1: 303, u2: 303, c1: 303 }
  return [
    plain('/', { but: starts }),
    plain('/', { path: `/?${PAST}`, but: starts }),
    plain('/account'),
    plain('/account/password'),
    plain('/alerts'),
    plain('/alerts/changes'),
    plain('/alerts/changes', { path: '/alerts/changes?since=2022-05-01&after=0' }),
    plain('/alerts/digest'),
    at('/lists/:colour', 'insufficient'),
    plain('/alerts', { path: '/alerts?kind=idle&unit=u001' }),
    plain('/alerts', { path: `/alerts?${PAST}` }),
    plain('/assessments'),
    plain('/assessments/new'),
    { route: '/assessments/new', path: '/assessments/new?cadre=c00007' },
    at('/assessments/:id', ids.assessmentDraft),
    at('/assessments/:id', ids.assessmentWaiting),
    at('/assessments/:id', ids.assessmentCounted),
    at('/assessments/:id/verification', ids.assessmentWaiting),
    at('/assessments/:id/return', ids.assessmentWaiting),
    at('/assessments/:id/reversal', ids.assessmentCounted),
    at('/assessments/:id/ballot-verification', ids.assessmentCounted),
    at('/assessments/:id/submission', ids.assessmentDraft),
    plain('/audit'),
    at('/audit/:seq', ids.audit),
    plain('/cadres'),
    plain('/cadres', { path: `/cadres?${PAST}` }),
    at('/cadres/:id/grades', 'c00005', { unitId: 'u001' }),
    at('/cadres/:id/leave', 'c00005', { unitId: 'u001' }),
    plain('/closes'),
    plain('/closes/new'),
    at('/closes/:month', '2022-05'),
    at('/closes/:month/progress', '2022-05', { status: 303 }),
    plain('/evidence/import'),
    at('/evidence/import/:id', ids.evidenceReady),
    at('/evidence/import/:id', ids.evidenceRefused),
    at('/evidence/import/:id/errors.xlsx', ids.evidenceRefused),
    plain('/evidence/template.xlsx'),
    plain('/exports/alerts.xlsx'),
    plain('/exports/facts.xlsx'),
    plain('/exports/lists.xlsx'),
    at('/exports/lists/:file', 'all.xlsx'),
    at('/exports/lists/:file', `all.xlsx?${PAST}`),
    at('/exports/trials/:file', `${ids.trial}.xlsx`),
    plain('/cycles'),
    plain('/cycles/new'),
    at('/cycles/:id', ids.cyclePlanned),
    at('/cycles/:id', ids.cycleOpen),
    at('/cycles/:id/edit', ids.cyclePlanned),
    at('/cycles/:id/opening', ids.cyclePlanned),
    at('/cycles/:id/closing', ids.cycleOpen),
    at('/cycles/:id/progress.xlsx', ids.cycleOpen),
    { route: '/cycles/:id/units/:unit', path: `/cycles/${ids.cycleOpen}/units/u001` },
    plain('/fairness'),
    ...['class', 'unit', 'level', 'sex', 'age', 'team'].map(by =>
      plain('/fairness', { path: `/fairness?by=${by}&list=placed` }),
    ),
    plain('/fairness/assessors'),
    plain('/fairness/assessors', { path: '/fairness/assessors?basis=cadre&class=town-head' }),
    plain('/fairness/calibration'),
    plain('/fairness/changes'),
    plain('/fairness/assessors.xlsx'),
    plain('/fairness/changes.xlsx'),
    plain('/fairness/distribution.xlsx'),
    at('/exports/closes/:file', '2022-05.xlsx'),
    plain('/facts'),
    plain('/facts/new'),
    plain('/facts/verifications', { path: `/facts/verifications?id=${ids.factWaiting}` }),
    plain('/facts', { path: `/facts?${PAST}` }),
    at('/facts/:id', ids.factWaiting, { unitId: 'u001' }),
    at('/facts/:id', ids.factOther, { unitId: 'u002' }),
    at('/facts/:id/verification', ids.factWaiting, { unitId: 'u001' }),
    at('/facts/:id/tolerance', ids.factVerified, { unitId: 'u001' }),
    at('/facts/:id/reversal', ids.factVerified, { unitId: 'u001' }),
    at('/files/:id', 'c00001', { unitId: 'u001', cadreId: 'c00001' }),
    at('/files/:id', 'c00005', { unitId: 'u001', cadreId: 'c00005' }),
    at('/files/:id', 'c00002', { unitId: 'u002', cadreId: 'c00002' }),
    at('/files/:id', `c00005?${PAST}`, { unitId: 'u001', cadreId: 'c00005' }),
    at('/files/:id/ways-out', 'c00005', { unitId: 'u001', cadreId: 'c00005' }),
    at('/files/:id/ways-out/part', 'c00001', { unitId: 'u001', cadreId: 'c00001' }),
    plain('/grants'),
    at('/grants/:id', ids.grant),
    plain('/lists', { status: 303 }),
    at('/lists/:colour', 'all'),
    at('/lists/:colour', 'yellow'),
    at('/lists/:colour', `all?${PAST}`),
    plain('/roster/current.xlsx'),
    plain('/roster/import'),
    plain('/roster/template.xlsx'),
    at('/roster/import/:id', ids.rosterReady),
    at('/roster/import/:id', ids.rosterRefused),
    at('/roster/import/:id/errors.xlsx', ids.rosterRefused),
    plain('/rules'),
    plain('/rules/import'),
    plain('/rules/schema.json'),
    at('/rules/:id', 'V1'),
    at('/rules/:id/document.json', 'V1'),
    at('/rules/:id/comparison', 'V1'),
    plain('/rules/drafts'),
    at('/rules/drafts/:id', ids.ruleDraft),
    at('/rules/drafts/:id/numbers', ids.ruleDraft),
    { route: '/rules/drafts/:id/parts/:part', path: `/rules/drafts/${ids.ruleDraft}/parts/colours` },
    {
      route: '/rules/drafts/:id/parts/:part/addition',
      path: `/rules/drafts/${ids.ruleDraft}/parts/conditions/addition`,
    },
    {
      route: '/rules/drafts/:id/parts/:part/items/:item',
      path: `/rules/drafts/${ids.ruleDraft}/parts/conditions/items/R1`,
    },
    at('/rules/drafts/:id/discarding', ids.ruleDraft),
    // Nothing was published since it was begun.
    at('/rules/drafts/:id/rebasing', ids.ruleDraft, { status: 409 }),
    at('/rules/drafts/:id/document.json', ids.ruleDraft),
    at('/rules/drafts/:id/comparison', ids.ruleDraft),
    at('/rules/drafts/:id/submission', ids.ruleDraft),
    // It waits already.
    at('/rules/drafts/:id/submission', ids.ruleSubmitted, { status: 409 }),
    // Whoever drafted it does not review and does not publish it, and nobody without a review.
    at('/rules/drafts/:id/review', ids.ruleSubmitted, { but: { k1: 403 } }),
    at('/rules/drafts/:id/publication', ids.ruleApproved, { but: { k1: 403 } }),
    at('/rules/drafts/:id/publication', ids.ruleSubmitted, { status: 409, but: { k1: 403 } }),
    plain('/search', { path: `/search?q=${encodeURIComponent('文')}` }),
    // With accounts there is nothing left to set up.
    plain('/setup', { status: 404 }),
    plain('/sign-in'),
    plain('/talks/new', { path: '/talks/new?cadre=c00005' }),
    plain('/trials'),
    plain('/trials/new'),
    at('/trials/:id', ids.trial),
    // A finished one has its page.
    at('/trials/:id/progress', ids.trial, { status: 303 }),
    at('/trials/:id/movers', ids.trial),
    plain('/trials/cases'),
    plain('/trials/cases/new'),
    at('/trials/cases/:id', ids.trialCase),
    at('/trials/cases/:id/removal', ids.trialCase),
    plain('/units'),
    plain('/units', { path: `/units?${PAST}` }),
    at('/units/:id', 'u001', { unitId: 'u001' }),
    at('/units/:id', 'u002', { unitId: 'u002' }),
    plain('/users'),
    plain('/users/new'),
    at('/users/:id', ids.user),
    at('/users/:id/disabling', ids.user),
    { route: '/users/:id/grants/new', path: `/users/${ids.user}/grants/new?kind=role` },
  ]
}
