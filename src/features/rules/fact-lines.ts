/** What fits beside others in one line. */
const SHORT = 40

/** Label and value; a long value gets a line of its own. */
export const factLines = <T extends { readonly label: string; readonly value: string }>(facts: readonly T[]) =>
  facts.map(fact => ({ ...fact, isLong: fact.value.length > SHORT }))
