import { addMonths } from '../../../domain/time/days.ts'
import { placeOf, workingDay, workingDays } from './calendar.ts'
import type { Desk } from './desk.ts'
import type { Ground } from './ground.ts'
import { finalPost, postOn } from './posts.ts'
import type { ActionOf } from './types.ts'

/** What was put right in the year: facts taken back and recorded again, findings changed, 容错, and 提醒谈话 with what followed. */
export function planCorrections(ground: Ground, desk: Desk): void {
  const chance = ground.seed.fork('corrections')
  const isUsual = (id: string | undefined): boolean => ground.cast.get(id ?? '') === 'usual'
  const settled = desk.facts.filter(
    ({ wish, verifiedOn }) =>
      verifiedOn !== null &&
      wish.second === undefined &&
      isUsual(wish.persons[0]) &&
      wish.persons.length === 1 &&
      placeOf(verifiedOn) < workingDays.length - 12,
  )
  const positive = chance.shuffle(
    settled.filter(({ wish, verifiedOn }) => /^P[4-8]/.test(wish.code) && verifiedOn !== null),
  )
  const negative = chance.shuffle(settled.filter(({ wish }) => /^N[17]/.test(wish.code) && wish.finding !== 'false'))
  for (const { key, wish, verifiedOn } of positive.slice(0, 6)) {
    const on = workingDay(placeOf(verifiedOn ?? wish.day) + 1)
    desk.add({ kind: 'reversal', on, by: 'j2', fact: key, of: key, reason: '标题和证明材料录错，冲正后重录' })
    desk.fact({ ...wish, late: false, recordFrom: on })
  }
  for (const { key, wish, verifiedOn } of positive.slice(6, 9)) changeFinding(desk, key, verifiedOn ?? wish.day)
  negative.slice(0, 6).forEach(({ key, verifiedOn, wish }, index) => {
    const on = workingDay(placeOf(verifiedOn ?? wish.day) + 3 + index)
    const reason = '先行先试中的失误，主动纠正，未造成损失。'
    desk.add({
      kind: 'tolerance',
      on,
      by: 'dep',
      of: key,
      documentNo: `海示容〔${on.slice(0, 4)}〕${index + 1}号`,
      reason,
    })
  })
  repeatAfterTalk(ground, desk)
}

function changeFinding(desk: Desk, fact: string, verifiedOn: string): void {
  const verification = desk.actions.find(
    (action): action is ActionOf<'verification'> => action.kind === 'verification' && action.of === fact,
  )
  if (verification === undefined) return
  const on = workingDay(placeOf(verifiedOn) + 4)
  const reason = '复查发现证据不足，原核实有误'
  desk.add({ kind: 'reversal', on, by: 'j2', fact, of: verification.key, reason })
  const again = { kind: 'verification', on: workingDay(placeOf(on) + 1), by: verification.by } as const
  desk.add({ ...again, of: fact, finding: 'partly', note: '复查后认定部分属实。' })
}

/** N10: the same again after a talk counts twice. */
function repeatAfterTalk({ cadres, cast }: Ground, desk: Desk): void {
  const usual = cadres.filter(cadre => cast.get(cadre.idNumber) === 'usual' && cadre.posts.length === 1)
  const told = usual.filter(cadre => postOn(cadre, '2021-09-01') !== null && !finalPost(cadre).head).slice(40, 43)
  told.forEach((cadre, index) => {
    const fact = { code: 'N7', unit: finalPost(cadre).unit, persons: [cadre.idNumber] }
    const first = workingDay(placeOf('2021-09-06') + index * 3)
    desk.fact({ ...fact, day: first })
    const on = workingDay(placeOf(addMonths(first, 1)))
    const note = '就窗口事项应办未办提醒谈话，要求举一反三。'
    desk.add({ kind: 'talk', on, by: 'j1', cadre: cadre.idNumber, code: 'N7', note })
    desk.fact({ ...fact, day: workingDay(placeOf(addMonths(first, 5))) })
  })
}
