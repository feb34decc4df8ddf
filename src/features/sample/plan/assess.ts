import { lastCounted, strongMoves } from '../../../domain/assessments/strong-moves.ts'
import type { Entry } from '../../../domain/evidence/entries.ts'
import type { RuleSet } from '../../../domain/rules/rule-set.ts'
import type { Day } from '../../../domain/time/days.ts'
import { placeOf, workingDay } from './calendar.ts'
import { cycleOf, planCycles } from './cycles.ts'
import type { Desk } from './desk.ts'
import type { Ground } from './ground.ts'
import type { MemoryPlay } from './memory-play.ts'
import type { Part } from './part.ts'
import { finalPost, postOn } from './posts.ts'
import type { Random } from './random.ts'
import { type Round, rounds } from './rounds.ts'
import { asEntries, baseScore, eventScore } from './seen-so-far.ts'
import { filledAt, shapeOf } from './shapes.ts'
import { targetsOf } from './targets.ts'
import { type Account, FIRST_DAY, type PlannedAssessment, type PlannedCadre } from './types.ts'

/** The assessments of the year, as far as they are planned. */
export interface Assessing {
  /** One round; `play` holds everything else that counts on the day it is measured. */
  round(round: Round, play: MemoryPlay): void
  /** 即时 and 一线考察 between two rounds. */
  between(from: Day, to: Day, count: number): void
}

interface Course {
  readonly part: Part
  readonly targets: readonly [number, number, number]
  readonly own: Entry[]
  readonly chance: Random
  count: number
  base: number
  /** Without a second round. */
  readonly skipsSecond: boolean
}

export function assessing(ground: Ground, desk: Desk, ruleSet: RuleSet): Assessing {
  const seed = ground.seed.fork('assessments')
  const courses = new Map(ground.cadres.map(cadre => [cadre.idNumber, courseOf(seed, cadre, ground)]))
  const course = (cadre: PlannedCadre): Course => courses.get(cadre.idNumber) as Course
  const chance = seed.fork('days')
  const cycles = planCycles(desk)

  function enter(assessment: PlannedAssessment, on: Day): void {
    const by = chance.pick<Account>(['k1', 'k2'])
    const cycle = cycleOf(assessment, on)
    const entered = cycle === null ? assessment : { ...assessment, cycle: cycles.get(cycle) ?? '' }
    const of = desk.add({ kind: 'assessment', on, by, assessment: entered })
    const verifiedOn = workingDay(placeOf(on) + chance.int(1, 2))
    desk.add({ kind: 'assessmentVerification', on: verifiedOn, by: by === 'k1' ? 'k2' : 'k1', of })
    const { part } = course(ground.cadres.find(cadre => cadre.idNumber === assessment.cadre) as PlannedCadre)
    if ((part === 'R5' || part === 'Y6') && assessment.to === rounds[2]?.to) {
      const note = '逐票核对，测评组织规范，情况属实。'
      desk.add({ kind: 'ballotVerification', on: '2022-05-31', by: 'j1', of, finding: 'true', note })
    }
  }

  function take(cadre: PlannedCadre, assessment: PlannedAssessment, base: number, on: Day): void {
    const own = course(cadre)
    const moves = strongMoves(assessment.cells, lastCounted(own.own, assessment.to), ruleSet)
    const reason = moves.length === 0 ? '' : '对照实绩清单和走访核实情况，本期变化较大，考察组集体研判认定。'
    const said = { ...assessment, reason }
    own.own.push(...asEntries(said, own.count))
    own.count += 1
    own.base = base
    enter(said, on)
  }

  function inRound(cadre: PlannedCadre, round: Round, play: MemoryPlay): void {
    const own = course(cadre)
    const seen = cellsSeen(own, cadre, round)
    const post = postOn(cadre, round.to)
    if (seen === 0 || post === null) return
    const shape = shapeOf(own.chance, own.part, ruleSet, own.part === 'unseen' ? { withBallots: false } : round, seen)
    const header = {
      cadre: cadre.idNumber,
      type: '跟踪考察',
      methods: ['谈', '看', '查'],
      team: teamOf(cadre),
      from: post.from > round.from ? post.from : round.from,
      to: round.to,
      note: round.label,
      reason: '',
    } as const
    const id = play.roster.cadreId(cadre.idNumber)
    const events = eventScore(id, play.ledger.of(id), round.measuredOn, ruleSet)
    const wanted = own.targets[round.place] - events
    const scoreAt = (base: number): number => {
      const trial = asEntries({ ...header, ...filledAt(base, shape) }, own.count)
      return baseScore([...own.own, ...trial], round.measuredOn, ruleSet)
    }
    const base = seen === null ? solve(scoreAt, wanted) : 8000
    const [first, last] = round.entered
    const on = workingDay(chance.int(placeOf(first), placeOf(last)))
    take(cadre, { ...header, ...filledAt(base, shape) }, base, on)
  }

  return {
    round: (round, play) => {
      for (const cadre of ground.cadres) inRound(cadre, round, play)
    },
    between: (from, to, count) => {
      const fits = ground.cadres.filter(
        cadre => postOn(cadre, from) !== null && cadre.posts.length === 1 && mayBeSeen(course(cadre)),
      )
      for (const cadre of chance.shuffle(fits).slice(0, count)) {
        const own = course(cadre)
        const day = workingDay(chance.int(placeOf(from), placeOf(to)))
        const base = own.base + Math.round(chance.near(0, 300))
        const shape = shapeOf(own.chance, own.part, ruleSet, { withBallots: false }, chance.int(7, 11))
        const type = chance.chance(0.5) ? '即时考察' : '一线考察'
        const begun = workingDay(placeOf(day) - 8)
        const seen: PlannedAssessment = {
          cadre: cadre.idNumber,
          type,
          methods: ['看', '查'],
          team: teamOf(cadre),
          from: begun,
          to: day,
          ...filledAt(base, shape),
          note: `${type}：重点任务现场`,
          reason: '',
        }
        take(cadre, seen, base, workingDay(placeOf(day) + 2))
      }
    },
  }
}

const mayBeSeen = ({ part, base }: Course): boolean =>
  base > 0 && (part === 'usual' || part === 'fallenBlue' || part === 'Y1')

/** The tied pair shares one stream, so that the two are alike in every cell. */
function courseOf(seed: Random, cadre: PlannedCadre, { cast }: Ground): Course {
  const part = cast.get(cadre.idNumber) ?? 'usual'
  const chance = seed.fork(part === 'tied' ? 'tied' : cadre.idNumber)
  const targets = targetsOf(chance, part)
  const skipsSecond = part === 'usual' && chance.chance(0.04)
  return { part, targets, chance, own: [], count: 0, base: 0, skipsSecond }
}

/** How many cells are seen in the round: null for nearly all, 0 when there is no assessment. */
function cellsSeen({ part, skipsSecond, chance }: Course, cadre: PlannedCadre, { place }: Round): number | null {
  if (part === 'absent') return place === 0 ? null : 0
  if (part === 'unseen') {
    if (cadre.joinsOn === FIRST_DAY) return place === 0 ? 5 : 0
    return place === 2 && chance.chance(0.4) ? 4 : 0
  }
  return place === 1 && skipsSecond ? 0 : null
}

const teamOf = (cadre: PlannedCadre): string => {
  const number = Number(finalPost(cadre).unit.slice(4)) % 8
  return `市委第${'一二三四五六七八'[number]}考察组`
}

/** Off by so little that no colour turns on it, in hundredths. */
const NEAR = 15

/** The base at which the score is as wanted, as near as half points allow. The score rises almost evenly with the base. */
function solve(scoreAt: (base: number) => number, wanted: number): number {
  let base = Math.max(1000, Math.min(10_000, wanted))
  let slope = 0.6
  let score = scoreAt(base)
  for (let tries = 0; tries < 6 && Math.abs(wanted - score) > NEAR; tries += 1) {
    const next = Math.round(Math.max(1000, Math.min(10_000, base + (wanted - score) / slope)))
    if (next === base) break
    const found = scoreAt(next)
    slope = Math.max(0.2, Math.min(1.2, (found - score) / (next - base)))
    base = next
    score = found
  }
  return base
}
