import fc from 'fast-check'
import type { Finding } from '../../../src/domain/evidence/entries.ts'
import type { Amendment } from '../../../src/domain/people/register.ts'

/** What people do in an office, in any order; numbers choose among what there is, and what is refused is left. */
export type Step =
  | { readonly do: 'fact'; readonly cadre: number; readonly code: string; readonly daysAgo: number }
  | { readonly do: 'verify'; readonly which: number; readonly finding: Finding }
  | { readonly do: 'tolerate' | 'reverse' | 'reverseVerification'; readonly which: number }
  | { readonly do: 'assess'; readonly cadre: number; readonly score: number; readonly daysAgo: number }
  | { readonly do: 'rescore'; readonly which: number; readonly score: number }
  | { readonly do: 'submit' | 'count' | 'sendBack' | 'takeBack'; readonly which: number }
  | { readonly do: 'place'; readonly cadre: number; readonly colour: string; readonly days: number }
  | { readonly do: 'leave'; readonly cadre: number; readonly days: number }
  /** By a file of the roster: a post, a person who was not there, a grade, a duty. */
  | { readonly do: 'move' | 'join'; readonly cadre: number; readonly unit: number; readonly daysAgo: number }
  | { readonly do: 'grade'; readonly cadre: number; readonly grade: string }
  | { readonly do: 'duty'; readonly cadre: number; readonly daysAgo: number }
  /** The hotline of a month of before: who is last of the units. */
  | { readonly do: 'rank'; readonly monthsAgo: number; readonly last: number }
  | { readonly do: 'takeBackRank'; readonly which: number }
  /** A cadre or a unit of another name, since some days ago; or it was always written wrongly. */
  | {
      readonly do: 'rename' | 'renameUnit'
      readonly which: number
      readonly amendment: Amendment
      readonly daysAgo: number
    }
  /** Another limit of the score for yellow, from the coming month on. */
  | { readonly do: 'publish'; readonly limit: number }
  | { readonly do: 'wait'; readonly days: number }

/** Everybody there is in the beginning. */
export const CADRES = 24
export const UNITS = 4

const cadre = fc.integer({ min: 1, max: CADRES })
const unit = fc.integer({ min: 1, max: UNITS })
const which = fc.nat(1000)
const daysAgo = fc.integer({ min: 0, max: 20 })
const score = fc.integer({ min: 50, max: 95 }).map(points => points * 100)
const code = fc.constantFrom('N2', 'N4', 'N6', 'N8', 'P4', 'P5', 'P6', 'P7')
const finding = fc.constantFrom<Finding>('true', 'true', 'partly', 'false')
const colour = fc.constantFrom('yellow', 'red', 'blue')
const grade = fc.constantFrom('优秀', '称职', '基本称职')
const amendment = fc.constantFrom<Amendment>('change', 'correction')
const is = <D extends Step['do']>(...names: D[]) => fc.constantFrom(...names)
const upTo = (max: number) => fc.integer({ min: 1, max })

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: is('fact'), cadre, code, daysAgo }) },
  { weight: 5, arbitrary: fc.record({ do: is('verify'), which, finding }) },
  { weight: 3, arbitrary: fc.record({ do: is('tolerate', 'reverse', 'reverseVerification'), which }) },
  { weight: 3, arbitrary: fc.record({ do: is('assess'), cadre, score, daysAgo }) },
  { weight: 1, arbitrary: fc.record({ do: is('rescore'), which, score }) },
  { weight: 5, arbitrary: fc.record({ do: is('submit', 'count', 'count', 'sendBack', 'takeBack'), which }) },
  { weight: 2, arbitrary: fc.record({ do: is('move', 'move', 'join'), cadre, unit, daysAgo }) },
  { weight: 1, arbitrary: fc.record({ do: is('grade'), cadre, grade }) },
  { weight: 2, arbitrary: fc.record({ do: is('duty'), cadre, daysAgo }) },
  { weight: 4, arbitrary: fc.record({ do: is('rank'), monthsAgo: upTo(4), last: unit }) },
  { weight: 1, arbitrary: fc.record({ do: is('takeBackRank'), which }) },
  { weight: 1, arbitrary: fc.record({ do: is('place'), cadre, colour, days: upTo(200) }) },
  { weight: 1, arbitrary: fc.record({ do: is('leave'), cadre, days: upTo(40) }) },
  { weight: 2, arbitrary: fc.record({ do: is('rename', 'renameUnit'), which, amendment, daysAgo }) },
  { weight: 1, arbitrary: fc.record({ do: is('publish'), limit: score }) },
  { weight: 6, arbitrary: fc.record({ do: is('wait'), days: fc.oneof(fc.constant(1), upTo(40)) }) },
)
