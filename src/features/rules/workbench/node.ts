import type { Typed } from './spec.ts'

/** A judgement of which nothing is said yet. */
export const blankNode: Typed = { kind: '' }

/** The groups of a condition's tree. */
export const branchWords = { all: '全部满足', any: '任一满足', not: '不属于' } as const

export const isBranch = (kind: string): kind is keyof typeof branchWords => Object.hasOwn(branchWords, kind)
