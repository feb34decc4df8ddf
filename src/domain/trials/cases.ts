/** What a saved case demands of a cadre: to be of a colour, or not to be of it. */
export interface Expectation {
  readonly cadreId: string
  readonly must: 'be' | 'not-be'
  /** A colour's code, or the 依据不足 / 不定色 in its place. */
  readonly colour: string
}

/** 符合, 不符, or the cadre is not rated on the day of the trial. */
export type CaseVerdict = 'holds' | 'fails' | 'unrated'

/** Whether a case holds under a draft. `suggested`: what the cadre is counted as under it; null when not rated. */
export function caseVerdict({ must, colour }: Expectation, suggested: string | null): CaseVerdict {
  if (suggested === null) return 'unrated'
  return (suggested === colour) === (must === 'be') ? 'holds' : 'fails'
}
