import type { Day } from '../../../domain/time/days.ts'
import type { Desk, WithoutKey } from './desk.ts'
import { type Ground, playing } from './ground.ts'
import type { PlannedCadre } from './types.ts'

/** Vetoes with the 文号 of their basis, leaves, and what 纪委监委 and 信访 said of those the rules suggest for blue. */
export function planConsequences(ground: Ground, desk: Desk): void {
  planRestrictions(ground, desk)
  planLeaves(ground, desk)
  planOpinions(ground, desk)
}

type Restriction = Omit<Extract<WithoutKey, { kind: 'restriction' }>, 'kind' | 'by' | 'cadre'>

function planRestrictions(ground: Ground, desk: Desk): void {
  const impose = (cadre: PlannedCadre | undefined, restriction: Restriction): void => {
    if (cadre === undefined) throw new Error('nobody to be restricted')
    desk.add({ kind: 'restriction', by: 'j1', cadre: cadre.idNumber, ...restriction })
  }
  const [first, second] = playing(ground, 'V1')
  impose(first, { on: '2022-01-20', ground: 'discipline', documentNo: '海示纪〔2022〕3号', lastDay: '2023-01-19' })
  impose(second, { on: '2022-04-18', ground: 'investigation', documentNo: '海示监立〔2022〕2号', lastDay: null })
  const [disobeyed] = playing(ground, 'V2')
  impose(disobeyed, { on: '2022-02-15', ground: 'disobedience', documentNo: '海示组〔2022〕11号', lastDay: null })
  const [accident] = playing(ground, 'V3')
  impose(accident, { on: '2021-11-08', ground: 'accident', documentNo: '海示安责〔2021〕2号', lastDay: null })
  const [fraud] = playing(ground, 'V4')
  impose(fraud, { on: '2022-03-22', ground: 'fraud', documentNo: '海示考〔2022〕6号', lastDay: null })
}

const absences: readonly (readonly [Day, string, Day | null])[] = [
  ['2021-09-06', '脱产学习', '2022-07-15'],
  ['2021-09-22', '病假', null],
  ['2021-10-11', '援派挂职', '2022-10-10'],
  ['2021-10-08', '病假', null],
  ['2021-09-13', '脱产学习', '2022-07-15'],
]

const shortOnes: readonly (readonly [Day, string, Day])[] = [
  ['2021-08-02', '产假', '2021-11-07'],
  ['2022-01-10', '病假', '2022-02-18'],
  ['2021-11-15', '病假', '2021-12-14'],
  ['2022-03-01', '产假', '2022-06-06'],
]

function planLeaves(ground: Ground, desk: Desk): void {
  playing(ground, 'absent').forEach((cadre, index) => {
    const [on, reason, lastDay] = absences[index] ?? ['2021-10-08', '病假', null]
    desk.add({ kind: 'leave', on, by: 'k1', cadre: cadre.idNumber, reason, lastDay })
  })
  const usual = playing(ground, 'usual').filter(cadre => cadre.sex === '女' && cadre.posts.length === 1)
  shortOnes.forEach(([on, reason, lastDay], index) => {
    const cadre = usual[index * 7]
    if (cadre !== undefined) desk.add({ kind: 'leave', on, by: 'k1', cadre: cadre.idNumber, reason, lastDay })
  })
}

/** Most are clear; some are still missing, and there is one objection. */
function planOpinions(ground: Ground, desk: Desk): void {
  const days: readonly Day[] = ['2022-05-30', '2022-05-31']
  playing(ground, 'blue', 'full', 'tied').forEach((cadre, index) => {
    const about = { kind: 'opinion', on: days[index % 2] ?? '2022-05-31', by: 'k1', cadre: cadre.idNumber } as const
    const objection = index === 20
    if (index % 11 !== 5) {
      const note = objection ? '有一件反映正在核查，建议暂缓。' : ''
      desk.add({ ...about, office: '纪委监委', objection, note })
    }
    if (index % 13 !== 7) desk.add({ ...about, office: '信访', objection: false, note: '' })
  })
}
