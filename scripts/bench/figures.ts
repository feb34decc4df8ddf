import { daily } from './daily/figure.ts'
import { dashboard } from './dashboard/figure.ts'
import type { Figure } from './figure.ts'
import { growth } from './growth/figure.ts'
import { list } from './list/figure.ts'
import { publish } from './publish/figure.ts'
import { record } from './record/figure.ts'
import { rules } from './rules/figure.ts'
import { trial } from './trial/figure.ts'

/** The figures of performance.md that can be run; the rules first, on a heap that nothing else has filled. */
export const figures: readonly Figure[] = [rules, record, trial, dashboard, list, daily, publish, growth]

/** Those whose part of the product does not exist yet. */
export const later: readonly string[] = ['h', 'i']
