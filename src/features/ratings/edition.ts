import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Rules } from '../rules/index.ts'
import { ALERTS, STANDINGS } from './standing-model.ts'

/**
 * An edition: everybody's standing under one version of the rules. Readers see the edition that the placing names; the
 * next one is prepared unseen beside it and becomes visible by naming it, all at once.
 */
export interface Edition {
  /** 1, 2, … */
  readonly number: number
  /** The edition that brought the collections in which its standings lie: itself where most of them changed. */
  readonly base: number
  /** Id and hash of the version of the rules by which its standings were judged. */
  readonly ruleSet: string
  readonly ruleHash: string
}

/** Which standings are meant. */
export type EditionKey = Pick<Edition, 'number' | 'base'>

/** Whether everybody's standing is written anew for it, into collections of its own. */
export const hasOwnCollections = ({ number, base }: EditionKey): boolean => base === number

/** Where the standings of an edition and their alerts lie: `standings_5`; those of the first have no number. */
export const collectionsOf = ({ base }: Pick<Edition, 'base'>) => ({
  standings: base === 1 ? STANDINGS : `${STANDINGS}_${base}`,
  alerts: base === 1 ? ALERTS : `${ALERTS}_${base}`,
})

/** The edition that brought a collection. */
export const baseOf = (collection: string): number => Number(/_([0-9]+)$/.exec(collection)?.[1] ?? 1)

/** `until` of a standing that no edition in the same collections has superseded. */
export const OPEN = 2_147_483_647

/**
 * The documents of an edition in its collections: a standing holds in all editions from its own up to the one that
 * superseded it.
 */
export const inEdition = ({ number }: Pick<Edition, 'number'>) => ({ from: { $lte: number }, until: { $gt: number } })

/** The document of a cadre's standing that an edition brought: `c00001`, `c00001@2`. */
export const standingId = (cadreId: string, edition: number): string =>
  edition === 1 ? cadreId : `${cadreId}@${edition}`

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0')

/** Ids of movements in the order of the changes, also while the clock stands; those of an edition follow the last one's. */
export const movementId = (edition: number, generation: number, cadreId: string): string =>
  `${movementsFrom(edition)}|${padded(generation, 10)}|${cadreId}`

/** Sorts before the movements of this edition, and after those of all earlier ones. */
export const movementsFrom = (edition: number): string => padded(edition, 6)

/** The edition of a version. */
export const editionOf = ({ number, base }: EditionKey, { ruleSet, hash }: RuleVersion): Edition => ({
  number,
  base,
  ruleSet: ruleSet.id,
  ruleHash: hash,
})

/** The version an edition names. */
export const versionOf = ({ ruleHash }: Pick<Edition, 'ruleHash'>, rules: Rules): Promise<RuleVersion> =>
  versionBy(ruleHash, rules)

/** The version with this hash. Another process may just have published it: then the rules are read again. */
export async function versionBy(hash: string, rules: Rules): Promise<RuleVersion> {
  const find = async () => (await rules.published()).find(version => version.hash === hash)
  const known = await find()
  if (known !== undefined) return known
  rules.refresh()
  const found = await find()
  if (found === undefined) throw new Error(`rule set ${hash} of a standing is not published`)
  return found
}
