import { Invalid } from '../errors.ts'
import { type Cycle, cycleKinds } from './cycle.ts'

type Named = Pick<Cycle, 'id' | 'kind' | 'title' | 'from' | 'to'>

/**
 * One period is assessed once a kind: two cycles of one kind over the same days would ask for the same assessments twice.
 * 专项 may share their days, if their names tell them apart. Throws Invalid naming the one that is there.
 */
export function refuseTwin(cycle: Named, others: readonly Named[]): void {
  const { id, kind, title, from, to } = cycle
  const isSpecial = kind === 'special'
  const isTwin = (other: Named): boolean =>
    other.id !== id &&
    [other.kind, other.from, other.to].join() === [kind, from, to].join() &&
    (!isSpecial || nameOf(other.title) === nameOf(title))
  const twin = others.find(isTwin)
  if (twin === undefined) return
  const said = `${from} 至 ${to} 已有${cycleKinds[kind]}考察“${twin.title}”`
  if (isSpecial) throw new Invalid({ title: `名称：${said}，请换一个名称。` })
  throw new Invalid({ from: `考察期起：${said}，不再另建；范围不同的，请选“专项”。` })
}

/** Names are told apart without blanks and full-width forms. */
const nameOf = (title: string): string => title.normalize('NFKC').replace(/\s/g, '')
