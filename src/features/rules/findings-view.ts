import { findingsBeforePublication } from '../../domain/rules/findings-before-publication.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { ToMend } from './stage-view.ts'
import { itemsOf } from './workbench/collection.ts'
import { collectionOf, partAt } from './workbench/parts.ts'

/** How grave a finding is, in words. */
export const findingLevels = { error: '须改正', warning: '请核对', undecided: '未判定' } as const

/** What a draft still gets wrong, each with the page on which it is mended. */
export function findingRows(ruleSet: RuleSet, path: string) {
  return findingsBeforePublication(ruleSet).map(({ level, path: place, message, witness }) => ({
    level: findingLevels[level],
    isError: level === 'error',
    message,
    witness,
    path: `${path}/${pageOf(ruleSet, place)}`,
  }))
}

/** The findings without whose mending a draft goes no further; null when there are none. */
export function toMendOf(rows: ReturnType<typeof findingRows>): ToMend | null {
  const errors = rows.filter(({ isError }) => isError)
  return errors[0] === undefined ? null : { count: errors.length, path: errors[0].path }
}

function pageOf(ruleSet: RuleSet, place: string): string {
  const part = partAt(place)
  if (part === null) return 'numbers'
  const collection = collectionOf(part)
  const [, index] = /^\w+\[(\d+)\]/.exec(place) ?? []
  if (collection === null || index === undefined) return `parts/${part.code}`
  return `parts/${part.code}/items/${itemsOf(ruleSet, collection)[Number(index)]?.[collection.id] ?? ''}`
}
