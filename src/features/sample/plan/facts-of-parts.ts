import type { Day } from '../../../domain/time/days.ts'
import { placeOf, workingDay } from './calendar.ts'
import type { Desk, FactWish } from './desk.ts'
import { type Ground, playing } from './ground.ts'
import { finalPost } from './posts.ts'
import type { Random } from './random.ts'
import type { PlannedCadre } from './types.ts'

/** Facts on which the conditions of the parts rest. */
export function planFactsOfParts(ground: Ground, desk: Desk): void {
  const chance = ground.seed.fork('facts of parts')
  const of = (cadre: PlannedCadre, code: string, from: Day, to: Day, more: Partial<FactWish> = {}): string =>
    desk.fact({
      code,
      day: dayWithin(chance, from, to),
      unit: finalPost(cadre).unit,
      persons: [cadre.idNumber],
      ...more,
    })
  for (const cadre of playing(ground, 'blue', 'full')) praise(chance, cadre, of)
  for (const cadre of playing(ground, 'fallenBlue')) praiseEarly(cadre, of)
  const [one, other] = playing(ground, 'tied')
  if (one !== undefined && other !== undefined) {
    const persons = [one.idNumber, other.idNumber]
    of(one, 'P4', '2022-01-10', '2022-01-20', { persons, channel: '督查通报' })
    of(one, 'P7', '2022-03-01', '2022-03-20', { persons, channel: '群众来信' })
    of(one, 'P6', '2021-09-01', '2021-10-20', { persons, channel: '调度表' })
  }
  for (const cadre of playing(ground, 'nearBlue')) of(cadre, 'P7', '2022-02-01', '2022-05-10')
  blame(ground, chance, of)
}

type FactOf = (cadre: PlannedCadre, code: string, from: Day, to: Day, more?: Partial<FactWish>) => string

export function dayWithin(chance: Random, from: Day, to: Day): Day {
  return workingDay(chance.int(placeOf(from), placeOf(to)))
}

function praise(chance: Random, cadre: PlannedCadre, of: FactOf): void {
  of(cadre, 'P4', '2021-06-15', '2021-10-20', { channel: '督查通报' })
  of(cadre, 'P7', '2021-07-01', '2021-11-10', { channel: '群众来信' })
  of(cadre, chance.pick(['P5', 'P4']), '2021-12-10', '2022-03-20', {})
  of(cadre, chance.pick(['P6', 'P8', 'P6']), '2022-01-10', '2022-05-10', {})
}

function praiseEarly(cadre: PlannedCadre, of: FactOf): void {
  of(cadre, 'P4', '2021-06-10', '2021-08-20', { channel: '督查通报' })
  of(cadre, 'P7', '2021-06-20', '2021-09-10', { channel: '企业反映' })
  of(cadre, 'P6', '2021-08-10', '2021-11-10', { channel: '调度表' })
}

function blame(ground: Ground, chance: Random, of: FactOf): void {
  for (const [index, cadre] of playing(ground, 'R1').entries()) {
    of(cadre, index % 3 === 0 ? 'N9' : 'N2', '2021-07-10', '2021-11-20')
    if (index % 4 === 0) of(cadre, 'N1', '2022-01-10', '2022-04-20')
  }
  for (const cadre of playing(ground, 'R4')) of(cadre, 'N6', '2022-01-10', '2022-05-06', { intent: true })
  for (const cadre of playing(ground, 'redRecovered')) of(cadre, 'N6', '2021-08-10', '2021-11-20', { intent: true })
  for (const cadre of playing(ground, 'R2')) {
    of(cadre, 'N4', '2021-07-05', '2021-07-28')
    of(cadre, 'N2', '2022-01-05', '2022-01-28')
    of(cadre, 'N2', '2022-02-14', '2022-03-04')
  }
  for (const cadre of playing(ground, 'R3')) of(cadre, 'N4', '2021-07-05', '2021-07-28')
  for (const cadre of playing(ground, 'Y3')) {
    of(cadre, 'N9', '2022-03-28', '2022-04-20')
    of(cadre, 'N2', '2022-04-06', '2022-05-06')
    of(cadre, 'N1', '2022-04-20', '2022-05-12')
  }
  for (const [index, cadre] of playing(ground, 'Y4').entries()) twoOverdue(cadre, index, '2022-03-28', '2022-05-10', of)
  for (const [index, cadre] of playing(ground, 'released').entries())
    twoOverdue(cadre, index, '2021-10-08', '2021-12-08', of)
  for (const cadre of playing(ground, 'Y5').slice(0, 4)) of(cadre, 'N12', '2022-04-18', '2022-04-25', { grade: '较差' })
  for (const cadre of playing(ground, 'Y6', 'R5').slice(0, 5)) of(cadre, 'N11', '2022-05-24', '2022-05-25')
  for (const cadre of playing(ground, 'Y1').slice(0, 8))
    of(cadre, chance.pick(['N1', 'N7']), '2021-08-01', '2022-04-20')
}

/** One N4, or two N2: what Y4 asks for. */
function twoOverdue(cadre: PlannedCadre, index: number, from: Day, to: Day, of: FactOf): void {
  if (index % 2 === 0) of(cadre, 'N4', from, to)
  else for (let i = 0; i < 2; i += 1) of(cadre, 'N2', from, to)
}
