import type { Cadre } from '../../domain/people/cadre.ts'
import type { BothRules } from '../ratings/index.ts'
import { demandWords, outcomeWords, verdictWords } from './case-words.ts'
import type { CheckedCase } from './cases.ts'

/** The saved cases against a trial, in words. */
export function checkedCasesView(
  checked: readonly CheckedCase[],
  { rules, cadres }: { readonly rules: BothRules; readonly cadres: ReadonlyMap<string, Cadre> },
) {
  const failed = checked.filter(({ verdict }) => verdict === 'fails').length
  return {
    summary:
      checked.length === 0
        ? '还没有保存的案例。'
        : `共 ${checked.length} 个案例，${failed === 0 ? '没有不符的' : `${failed} 个不符；不符的案例在审核时须逐个说明理由，不妨碍试算和送审`}。`,
    rows: checked.map(row => ({
      name: row.one.name,
      verdict: verdictWords[row.verdict],
      failed: row.verdict === 'fails',
      person: cadres.get(row.one.cadreId)?.name ?? row.one.cadreId,
      demand: demandWords(row.one, rules),
      outcome: outcomeWords(row, rules),
      reason: row.one.reason,
    })),
  }
}
