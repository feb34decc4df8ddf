import type {
  AttributionRole,
  BallotGroup,
  Entry,
  EntryData,
  EntryKind,
  Finding,
  RestrictionGround,
} from '../../../src/domain/evidence/entries.ts'
import type { Verdict } from '../../../src/domain/rating/conditions.ts'
import type { Rating } from '../../../src/domain/rating/rate.ts'
import type { ScoreLine } from '../../../src/domain/rating/score.ts'
import type { Day, Instant } from '../../../src/domain/time/days.ts'
import { rater, ruleSetV1 } from './rules.ts'

/** Whom most tests are about. */
export const CADRE = 'c1'

export const allCells = ruleSetV1.indicators.cells.map(cell => cell.id)
export const cellsOf = (part: string): string[] => {
  const rows = ruleSetV1.indicators.rows.filter(row => row.part === part).map(row => row.code)
  return ruleSetV1.indicators.cells.filter(cell => rows.includes(cell.row)).map(cell => cell.id)
}
export const cellsAt = (value: number, cells: readonly string[] = allCells): Record<string, number> =>
  Object.fromEntries(cells.map(cell => [cell, value]))

interface FactWords {
  readonly role?: AttributionRole
  readonly roles?: readonly AttributionRole[]
  /** null: not verified. */
  readonly finding?: Finding | null
  readonly channel?: string
  readonly intent?: boolean
  readonly sameAs?: number
  readonly honour?: string
  readonly grade?: string
  readonly recordedAt?: Instant
  readonly recordedBy?: string
}

/** A ledger written by hand: each method records one thing and gives its id. Everything unsaid is usual. */
export class Book {
  readonly entries: Entry[] = []

  add<K extends EntryKind>(kind: K, effectiveOn: Day, data: EntryData[K], more: Partial<Entry> = {}): number {
    const id = this.entries.length + 1
    const usual = { subjects: [CADRE], recordedAt: `${effectiveOn}T01:00:00.000Z`, recordedBy: 'recorder' }
    this.entries.push({ id, kind, effectiveOn, data, ...usual, ...more } as Entry)
    return id
  }

  posting(day: Day, words: Partial<EntryData['posting']> = {}): number {
    return this.add('posting', day, {
      unitId: 'u1',
      unitKind: 'department',
      title: '副局长',
      head: false,
      main: true,
      ...words,
    })
  }

  duty(day: Day, role: EntryData['duty']['role'], holder = CADRE, unitId = 'u1', field = '12345'): number {
    return this.add('duty', day, { unitId, field, role }, { subjects: [holder, unitId] })
  }

  /** A fact, verified on its day by somebody else unless said otherwise. */
  fact(day: Day, code: string, words: FactWords = {}): number {
    const { role = 'person', finding = 'true', recordedAt, recordedBy } = words
    const at = recordedAt === undefined ? {} : { recordedAt }
    const id = this.add(
      'fact',
      day,
      {
        code,
        title: code,
        channel: words.channel ?? '督查',
        documentNo: '示〔2024〕1号',
        proof: '文号',
        intent: words.intent ?? null,
        late: false,
        sameAs: words.sameAs ?? null,
        honour: words.honour ?? null,
        grade: words.grade ?? null,
        unitId: 'u1',
        field: '综合',
        attributions: (words.roles ?? [role]).map(each => ({ subject: { type: 'cadre', id: CADRE }, role: each })),
      },
      recordedBy === undefined ? at : { ...at, recordedBy },
    )
    if (finding !== null) this.verify(id, finding, day, at)
    return id
  }

  verify(of: number, finding: Finding, day: Day, more: Partial<Entry> = {}): number {
    return this.add('verification', day, { of, finding, note: '' }, { recordedBy: 'verifier', ...more })
  }

  tolerate(of: number, day: Day, more: Partial<Entry> = {}): number {
    return this.add('tolerance', day, { of, documentNo: '容〔2024〕1号', reason: '先行先试' }, more)
  }

  reverse(of: number, day: Day, more: Partial<Entry> = {}): number {
    return this.add('reversal', day, { of, reason: '录错' }, more)
  }

  end(of: number, day: Day, more: Partial<Entry> = {}): number {
    return this.add('end', day, { of, reason: '结束' }, more)
  }

  talk(day: Day, code: string): number {
    return this.add('talk', day, { code, note: '' })
  }

  assess(day: Day, cells: Record<string, number>): number {
    return this.add('assessment', day, { type: '跟踪考察', methods: ['谈'], team: '一组', from: day, cells, note: '' })
  }

  /** Means by group, each from `valid` ballots. */
  ballots(day: Day, means: Record<string, number>, valid = 20): number {
    const groups = Object.entries(means).map(([group, mean]) => ({ group, valid, mean, counts: counts(valid) }))
    return this.add('ballot', day, { groups })
  }

  /** Ballots of one group as counted, so that a share can be read. */
  ballotCounts(day: Day, counted: Partial<BallotGroup['counts']>): number {
    const all = { excellent: 0, fit: 0, basic: 0, unfit: 0, ...counted }
    return this.add('ballot', day, { groups: [{ group: 'staff', valid: 0, mean: 0, counts: all }] })
  }

  annualGrade(day: Day, year: number, grade: string): number {
    return this.add('annualGrade', day, { year, grade })
  }

  quarterGrade(day: Day, quarter: string, grade: string): number {
    return this.add('quarterGrade', day, { quarter, grade })
  }

  placement(day: Day, colour: string, words: Partial<EntryData['placement']> = {}): number {
    return this.add('placement', day, {
      colour,
      lastDay: null,
      causes: [],
      observation: false,
      decidedBy: '部务会',
      documentNo: '纪要1号',
      ...words,
    })
  }

  extension(day: Day, of: number, lastDay: Day): number {
    return this.add('extension', day, { of, lastDay })
  }

  rectification(day: Day, of: number, passed: boolean): number {
    return this.add('rectification', day, { of, passed })
  }

  leave(day: Day, lastDay: Day | null = null): number {
    return this.add('leave', day, { reason: '病假', lastDay })
  }

  opinion(day: Day, office: string, objection = false): number {
    return this.add('opinion', day, { office, objection, note: '' })
  }

  notice(day: Day): number {
    return this.add('notice', day, { number: '督1', title: '督办', deadline: day, unitId: 'u1', attributions: [] })
  }

  restriction(day: Day, ground: RestrictionGround, words: Partial<EntryData['restriction']> = {}): number {
    return this.add('restriction', day, { ground, documentNo: '处〔2024〕1号', lastDay: null, ...words })
  }

  /** A month's ranking of ten units in which `u1` has this place (null: not in it). */
  ranking(month: string, place: number | null, published: Day, group = 'departments'): number {
    const positions = place === null ? [] : [{ unitId: 'u1', position: place }]
    return this.add(
      'ranking',
      published,
      { month, group, size: 10, positions },
      { subjects: positions.map(p => p.unitId) },
    )
  }
}

const counts = (valid: number) => ({ excellent: valid, fit: 0, basic: 0, unfit: 0 })

export const GROUPS = ruleSetV1.evaluation.map(group => group.code)

/** A book of somebody posted long ago, of whom nothing else is known. */
export function posted(day: Day = '2020-01-01'): Book {
  const book = new Book()
  book.posting(day)
  return book
}

/** Posted long ago, every cell and every group of ballots at `value` on the day: S is `value`. */
export function scoring(value: number, day: Day): Book {
  const book = posted()
  book.assess(day, cellsAt(value))
  book.ballots(day, Object.fromEntries(GROUPS.map(group => [group, value])))
  return book
}

export function rated(book: Book, asOf: Day, knownAt?: Instant): Rating {
  const rating = rater.rate(CADRE, book.entries, asOf, knownAt)
  if (rating === null) throw new Error('not rated')
  return rating
}

export function verdict(book: Book, id: string, asOf: Day, knownAt?: Instant): Verdict {
  const found = rated(book, asOf, knownAt).conditions.find(condition => condition.id === id)
  if (found === undefined) throw new Error(`no condition ${id}`)
  return found.verdict
}

/** The points of the lines of one kind, in order. */
export const pointsOf = (rating: Rating, kind: ScoreLine['kind']): number[] =>
  rating.lines.filter(line => line.kind === kind).map(line => line.points)
