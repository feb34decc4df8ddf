import { countedAs } from '../../domain/rating/counted-as.ts'
import type { AsOf } from './rate-as-of.ts'

/**
 * Everything a rating was computed from and to, so that an independent program can compute it again
 * (scripts/recompute.py does). All points, scores and weights are integer hundredths; days are of Asia/Shanghai.
 */
export function inputsOf(asOf: AsOf): object {
  return {
    units: 'points, scores, weights and occurrences: integer hundredths; shares: hundredths of a percent',
    asOf: asOf.day,
    knownAt: asOf.knownAt,
    ruleSet: asOf.version.ruleSet,
    ruleSetHash: asOf.version.hash,
    ruleSetEffectiveOn: asOf.version.effectiveOn,
    entries: asOf.entries,
    placing: asOf.placing,
    results: asOf.suggestions,
  }
}

/** Counts of suggested colours and marks, in all and by class. A marked one is counted under its mark only when it hides the colour. */
export function countsOf(asOf: AsOf): object {
  const colours = asOf.version.ruleSet.colours.map(colour => colour.code)
  const keys = [...colours, 'insufficient', 'indeterminate']
  const tally = (suggestions: AsOf['suggestions']): Record<string, number> => {
    const counts = Object.fromEntries(keys.map(key => [key, 0]))
    for (const suggestion of suggestions) {
      const key = countedAs(suggestion)
      counts[key] = (counts[key] ?? 0) + 1
    }
    return { ...counts, total: suggestions.length }
  }
  const classes = asOf.version.ruleSet.classes.map(({ code }) => code)
  return {
    asOf: asOf.day,
    knownAt: asOf.knownAt,
    ruleSet: asOf.version.ruleSet.id,
    ruleSetHash: asOf.version.hash,
    ...tally(asOf.suggestions),
    tied: asOf.placing.tied.length,
    full: asOf.placing.full.length,
    byClass: Object.fromEntries(classes.map(code => [code, tally(asOf.suggestions.filter(s => s.classCode === code))])),
  }
}
