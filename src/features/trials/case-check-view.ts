import type { Cadre } from '../../domain/people/cadre.ts'
import type { BothRules } from '../ratings/index.ts'
import { demandWords, outcomeWords, verdictWords } from './case-words.ts'
import type { CheckedCase } from './cases.ts'

/** The saved cases against a trial, in words. */
export function checkedCasesView(
  checked: readonly CheckedCase[],
  { rules, cadres }: { readonly rules: BothRules; readonly cadres: ReadonlyMap<string, Cadre> },
) {
  return {
    summary:
      checked.length === 0 ? '还没有保存的案例。' : `共 ${checked.length} 个案例，${failedWords(checked, rules)}。`,
    rows: checked.map(row => ({
      name: row.one.name,
      verdict: verdictWords(row, rules),
      failed: row.verdict === 'fails',
      broken: row.verdict === 'fails' && row.before !== 'fails',
      person: cadres.get(row.one.cadreId)?.name ?? row.one.cadreId,
      demand: demandWords(row.one, rules),
      outcome: outcomeWords(row, rules),
      reason: row.one.reason,
    })),
  }
}

/** How many fail, and how many of these the draft breaks. */
function failedWords(checked: readonly CheckedCase[], rules: BothRules): string {
  const failed = checked.filter(({ verdict }) => verdict === 'fails')
  if (failed.length === 0) return '没有不符的'
  const already = failed.filter(({ before }) => before === 'fails').length
  const whose = `草案使其不符的 ${failed.length - already} 个，${rules.before.id} 下已不符的 ${already} 个`
  return `${failed.length} 个不符：${whose}；不符的案例在审核时须逐个说明理由，不妨碍试算和送审`
}
