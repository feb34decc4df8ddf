import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { writeWorkbook } from '../../src/platform/workbook/index.ts'
import { cadreRow, fileOf, nameOf, unitRow } from '../features/roster/made-up-roster.ts'
import { type InstallationWish, installation, type TestInstallation, type Username } from './installation.ts'
import { smallRoster } from './small-roster.ts'
import { type Answer, type Fields, pageOf, type Visitor, wordsOf } from './visitor.ts'

/** What the filled installation holds; unit 1 is u001, unit 2 is u002. */
export interface Filled extends TestInstallation {
  readonly visitors: ReadonlyMap<Username, Visitor>
  as(username: Username): Visitor
  readonly ids: {
    /** Recorded by u1 in unit 1: waiting, verified by k2; recorded by u2 in unit 2: waiting. */
    readonly factWaiting: string
    readonly factVerified: string
    readonly factOther: string
    /** By k1 about cadres of unit 1 and 2: a draft, submitted, counted by k2. */
    readonly assessmentDraft: string
    readonly assessmentWaiting: string
    readonly assessmentCounted: string
    /** Planned by k1; open. */
    readonly cyclePlanned: string
    readonly cycleOpen: string
    readonly rosterReady: string
    readonly rosterRefused: string
    readonly evidenceReady: string
    readonly evidenceRefused: string
    readonly ruleDraft: string
    /** By k1, tried and handed in: waiting for review, and approved by k2. */
    readonly ruleSubmitted: string
    readonly ruleApproved: string
    /** Of the first draft over today, finished; and a case. */
    readonly trial: string
    readonly trialCase: string
    readonly user: string
    readonly grant: string
    readonly audit: string
  }
}

/** A fact of unit 1 in the words of the form: N4 of 12345, falls to c00001 and c00005. */
export const factFields = (more: Record<string, string> = {}): Record<string, string> => ({
  unitId: 'u001',
  channel: '12345热线',
  documentNo: '海政督〔2022〕7号',
  day: '2022-05-20',
  code: 'N4',
  field: '12345热线',
  persons: '',
  title: '督办件逾期未复',
  proof: '复核单第 3 页',
  intent: 'no',
  grade: '',
  honour: '',
  ...more,
})

/** A whole 考察 in the words of the form: every cell and every group of ballots. */
export function assessmentFields(score: string, more: Record<string, string> = {}): Fields {
  const cells = ['strict', 'true', 'fine', 'solid', 'quick'].flatMap(row =>
    ['organization', 'people', 'enterprise'].map(side => [`cell.${row}-${side}`, score]),
  )
  const ballots = ['cityLeaders', 'heads', 'staff', 'people', 'enterprises'].flatMap(group =>
    Object.entries({ valid: '10', mean: score, excellent: '8', fit: '2', basic: '0', unfit: '0' }).map(
      ([column, value]) => [`ballot.${group}.${column}`, value],
    ),
  )
  return {
    type: '跟踪考察',
    methods: ['谈', '看'],
    team: '第一组',
    from: '2022-05-01',
    to: '2022-05-25',
    note: '',
    reason: '',
    ...Object.fromEntries([...cells, ...ballots]),
    ...more,
  }
}

/** A cycle of the second quarter in the words of the form. */
export const cycleFields = (more: Record<string, string> = {}): Fields => ({
  kind: 'quarter',
  title: '二季度考察',
  from: '2022-04-01',
  to: '2022-06-30',
  opensOn: '2022-04-01',
  closesOn: '2022-07-10',
  late: 'flagged',
  ...more,
})

/** An answer that must be a redirect: its end is the id of what was made. */
function madeBy(answer: Answer, what: string): string {
  if (answer.status !== 303) throw new Error(`${what}: ${answer.status} ${wordsOf(answer)}`)
  return String(answer.headers.location).split('?')[0]?.split('/').at(-1) ?? ''
}

/** Records a fact as a person does: the preview first, then what it showed. Answers the id. */
export async function recordFact(visitor: Visitor, fields: Record<string, string>): Promise<string> {
  await visitor.open('/facts/new')
  const preview = await visitor.post('/facts/preview', fields)
  const seen = String(pageOf(preview)('input[name=seen]').val() ?? '')
  const saved = await visitor.post('/facts', { ...fields, seen })
  madeBy(saved, 'fact')
  const told = wordsOf(await visitor.open(String(saved.headers.location)))
  return /第 (\d+) 号/.exec(told)?.[1] ?? ''
}

/** Tries a draft over today; answers the trial's id once it has ended. */
export async function triedBy(visitor: Visitor, draft: string): Promise<string> {
  await visitor.open('/trials/new')
  const id = madeBy(await visitor.post('/trials', { draft, basis: 'today', day: '' }), 'trial')
  await trialEnds(visitor, id)
  return id
}

/** A new draft with another red line, which moves nobody; answers its id. */
async function draftedBy(visitor: Visitor, note: string): Promise<string> {
  await visitor.open('/rules/drafts')
  const id = madeBy(await visitor.post('/rules/drafts', { note }), 'draft')
  const path = `/rules/drafts/${id}/numbers`
  const $ = pageOf(await visitor.open(path))
  const inputs = $(`form[action="${path}"]`).find('input, select').toArray()
  const fields = Object.fromEntries(inputs.map(one => [$(one).attr('name') ?? '', String($(one).val() ?? '')]))
  madeBy(await visitor.post(path, { ...fields, 'conditions.R1.1': '59' }), 'numbers')
  return id
}

/** A new draft, tried and handed in for review; answers its id. */
async function submittedBy(visitor: Visitor, note: string): Promise<string> {
  const id = await draftedBy(visitor, note)
  await triedBy(visitor, id)
  await visitor.open(`/rules/drafts/${id}/submission`)
  madeBy(await visitor.post(`/rules/drafts/${id}/submission`, { version: '2', note: '' }), 'submission')
  return id
}

/** Waits as a browser without JavaScript does: opens the page again until the trial has ended. */
export async function trialEnds(visitor: Visitor, id: string): Promise<Answer> {
  for (;;) {
    const answer = await visitor.open(`/trials/${id}`)
    if (!wordsOf(answer).includes('正在试算')) return answer
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

/** The small roster with something of everything: made by the people of the cast through the pages. */
export async function filledInstallation(wish: InstallationWish = {}): Promise<Filled> {
  const at = await installation(wish)
  const visitors = new Map<Username, Visitor>()
  for (const username of at.passwords.keys()) visitors.set(username, await at.signIn(username))
  const as = (username: Username): Visitor => {
    const visitor = visitors.get(username)
    if (visitor === undefined) throw new Error(`There is no ${username} here.`)
    return visitor
  }
  const post = async (username: Username, path: string, fields: Fields, from: string) => {
    await as(username).open(from)
    return madeBy(await as(username).post(path, fields), `${username} ${path}`)
  }

  const factWaiting = await recordFact(as('u1'), factFields({ code: 'N1', title: '重点任务逾期三日' }))
  const factVerified = await recordFact(as('u1'), factFields())
  const factOther = await recordFact(as('u2'), factFields({ unitId: 'u002', title: '二镇督办件逾期' }))
  const verification = `/facts/${factVerified}/verification`
  await post('k2', verification, { finding: 'true', note: '已核对' }, verification)

  const form = '/assessments/new?cadre='
  const draft = assessmentFields('86', { cadre: 'c00009' })
  const assessmentDraft = await post('k1', '/assessments', draft, `${form}c00009`)
  const submitted = (cadre: string) =>
    post('k1', '/assessments/submission', assessmentFields('88', { cadre }), `${form}${cadre}`)
  const assessmentWaiting = await submitted('c00005')
  const assessmentCounted = await submitted('c00006')
  const counting = `/assessments/${assessmentCounted}/verification`
  await as('k2').open(counting)
  const version = String(pageOf(await as('k2').open(counting))('input[name=version]').val() ?? '')
  madeBy(await as('k2').post(counting, { version }), 'counting')

  const later = { from: '2022-07-01', to: '2022-09-30', opensOn: '2022-07-01', closesOn: '2022-10-10' }
  const planned = cycleFields({ title: '三季度考察（未启动）', ...later })
  const cyclePlanned = await post('k1', '/cycles', planned, '/cycles/new')
  const cycleOpen = await post('k1', '/cycles', cycleFields(), '/cycles/new')
  await post('k1', `/cycles/${cycleOpen}/opening`, { version: '1' }, `/cycles/${cycleOpen}/opening`)

  const wrong = await readFile(await fileOf({ A01: [cadreRow(30, unitRow(1), { 身份证号: '370699199001011234' })] }))
  const right = await readFile(await fileOf({ A01: [cadreRow(31, unitRow(1))] }))
  const send = async (username: Username, path: string, bytes: Buffer) => {
    await as(username).open(path)
    return madeBy(await as(username).upload(path, bytes), path)
  }
  const rosterRefused = await send('k1', '/roster/import', wrong)
  const rosterReady = await send('k2', '/roster/import', right)
  const evidenceRefused = await send('k1', '/evidence/import', await gradesFile('差'))
  const evidenceReady = await send('k2', '/evidence/import', await gradesFile('一般'))

  const ruleDraft = await draftedBy(as('k1'), '试改门槛')
  const trial = await triedBy(as('k1'), ruleDraft)
  const ruleSubmitted = await submittedBy(as('k1'), '待审的一稿')
  const ruleApproved = await submittedBy(as('k1'), '已审的一稿')
  const review = `/rules/drafts/${ruleApproved}/review`
  const seen = String(pageOf(await as('k2').open(review))('input[name=seen]').val() ?? '')
  await post('k2', review, { version: '2', seen, decision: 'approve', comment: '同意' }, review)
  const demand = { name: '文一不能进红名单', person: 'c00001', must: 'not-be', colour: 'red', reason: '已经核实' }
  await post('k1', '/trials/cases', demand, '/trials/cases/new')
  const trialCase = /\/trials\/cases\/(case-\w+)/.exec((await as('k1').open('/trials/cases')).text)?.[1] ?? ''
  const clerk = { userId: 'test', name: '示例数据', role: 'section' }
  const close = { month: '2022-05', reason: '', actor: clerk, idempotencyKey: 'close', requestId: 'test' }
  await at.closes.close(close)
  const user = await post('sys', '/users', { username: 'wang', name: '王新人' }, '/users/new')
  const proposal = { kind: 'role', role: 'hr', unitId: '', cadreId: '', reason: '接替' }
  await post('sec', `/users/${user}/grants`, proposal, `/users/${user}/grants/new?kind=role`)
  const grant = /\/grants\/([\w-]+)/.exec((await as('sec').open('/grants')).text)?.[1] ?? ''

  return {
    ...at,
    visitors,
    as,
    ids: {
      factWaiting,
      factVerified,
      factOther,
      assessmentDraft,
      assessmentWaiting,
      assessmentCounted,
      cyclePlanned,
      cycleOpen,
      rosterReady,
      rosterRefused,
      evidenceReady,
      evidenceRefused,
      ruleDraft,
      ruleSubmitted,
      ruleApproved,
      trial,
      trialCase,
      user,
      grant,
      audit: '3',
    },
  }
}

/** A workbook of 其他依据: the first quarter's grade of c00005. */
async function gradesFile(grade: string): Promise<Buffer> {
  const { 姓名: name = '', 身份证号: idNumber = '' } = smallRoster().A01[4] ?? {}
  const headings = ['姓名', '身份证号', '季度', '等次', '评定日期']
  const columns = headings.map(heading => ({ heading, width: 20, kind: 'text' as const }))
  const sheet = { name: '平时考核', title: '平时考核', columns, rows: [[name, idNumber, '2022Q1', grade, '20220410']] }
  const out = new PassThrough()
  const bytes = buffer(out)
  await writeWorkbook({ properties: { title: '其他依据', creator: '测试' }, sheets: [sheet] }, out)
  return bytes
}

/** The names of the small roster's cadres. */
export const rosterNames: readonly string[] = smallRoster().A01.map((_, i) => nameOf(i + 1))

let shared: Promise<Filled> | null = null

/**
 * The one filled installation of this run, for tests that only look or are refused. Nobody closes it: it goes with the
 * server at the end of the run.
 */
export function sharedInstallation(): Promise<Filled> {
  shared ??= filledInstallation().then(at => {
    process.once('exit', () => rmSync(at.dataFolder, { recursive: true, force: true }))
    return at
  })
  return shared
}
