import type { Figure } from './figure.ts'
import { record } from './record/figure.ts'
import { rules } from './rules/figure.ts'
import { trial } from './trial/figure.ts'

/** The figures of performance.md that can be run; the rules first, on a heap that nothing else has filled. */
export const figures: readonly Figure[] = [rules, record, trial]

/** Those whose part of the product does not exist yet. */
export const later: readonly string[] = ['c', 'd', 'e', 'f', 'h', 'i', 'j']
