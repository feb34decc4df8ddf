/** Stands where a value was given that the log does not hold. */
export const NOT_KEPT = '（不记）'

/** By these a list is narrowed to people: a name, pinyin, the number of a cadre. */
const namingCadres = new Set(['q', 'person'])

/**
 * Whether the log holds what a read was asked for in this field. Never whom: 三员 see no names; but the log itself is
 * asked for operators, whom it names anyway. Of a query that came to nothing, nothing: anything may have been typed there.
 */
export const isKept = (action: string, field: string, isDone: boolean): boolean =>
  isDone && (!namingCadres.has(field) || action.startsWith('audit.'))
