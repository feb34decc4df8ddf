/** 依据不足 and 不定色 stand in the place of the default colour; every other mark stands beside a colour. */
export const countedAs = (outcome: { readonly colour: string; readonly mark: string | null }): string =>
  outcome.mark === 'insufficient' || outcome.mark === 'indeterminate' ? outcome.mark : outcome.colour
