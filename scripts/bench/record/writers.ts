import type { FactDraft } from '../../../src/domain/facts/fact-draft.ts'
import type { Runner } from '../interleave.ts'
import { cadreIdOf, unitIdOf } from './county.ts'
import { clerk, type Installation } from './installation.ts'

/** Does something so many times, by so many at once who each wait for their own. */
export async function byWriters(writers: number, times: number, once: () => Promise<unknown>): Promise<void> {
  let begun = 0
  const writer = async (): Promise<void> => {
    while (begun < times) {
      begun += 1
      await once()
    }
  }
  await Promise.all(Array.from({ length: writers }, writer))
}

let records = 0

/** Records one more fact about the `i`th cadre through the product's service. */
export function recordOne({ facts }: Installation, i: number): Promise<unknown> {
  records += 1
  const keys = { idempotencyKey: `record-${records}`, requestId: `bench-${records}` }
  return facts.record(clerk, draft(i, `新录事实 ${records}`), keys)
}

const draft = (i: number, title: string): FactDraft => ({
  code: 'N1',
  day: '2022-05-20',
  unitId: unitIdOf(i),
  field: '',
  unheld: null,
  persons: [cadreIdOf(i)],
  title,
  channel: '督查通报',
  documentNo: '',
  proof: '调度表第 3 页',
  intent: false,
  grade: null,
  honour: null,
  sameAs: null,
  different: false,
})

/** Steps through the cadres so that 32 in a row are of 32 units, where there are as many. */
export function cadreSteps(cadres: number): () => number {
  let step = 0
  return () => {
    step += 1
    return (step * 21) % cadres
  }
}

/** Writers that each record about another cadre. */
export function onDifferent(name: string, here: Installation, cadres: number, writers: number): Runner {
  const next = cadreSteps(cadres)
  return { name, run: times => byWriters(writers, times, () => recordOne(here, next())) }
}

/** Writers that all record about one cadre; another one each turn, so that no file grows beyond what a turn adds. */
export function onOne(name: string, here: Installation, cadres: number, writers: number): Runner {
  const next = cadreSteps(cadres)
  return {
    name,
    run: times => {
      const cadre = next()
      return byWriters(writers, times, () => recordOne(here, cadre))
    },
  }
}

/** One writer who records one after another; how long each took goes into `latencies`, milliseconds. */
export function alone(name: string, here: Installation, cadres: number, latencies: number[]): Runner {
  const next = cadreSteps(cadres)
  const once = async (): Promise<void> => {
    const begin = performance.now()
    await recordOne(here, next())
    latencies.push(performance.now() - begin)
  }
  return { name, run: times => byWriters(1, times, once) }
}
