import type { Day, Instant } from '../time/days.ts'
import { type CheckedRuleSet, checkRuleSet } from './check-rule-set.ts'
import { expressionSchema } from './expression-shape.ts'
import { type Fault, faultAt } from './fault.ts'
import type { JsonSchema } from './json-schema.ts'
import { readJson } from './json-text.ts'
import type { RuleSet } from './rule-set.ts'
import { ruleSetShape } from './rule-set-shape.ts'
import { type Check, check, code, oneOf, orNull, record, text } from './shape.ts'

/** A version of the rules as a file, with where it came from. */
export interface RuleDocumentFile {
  readonly format: typeof FORMAT
  /** The version, or the draft, it was exported from. */
  readonly version: string
  /** SHA-256 of the canonical JSON of `ruleSet` when it was exported. */
  readonly hash: string
  /** The first day it ruled; null for a draft. */
  readonly effectiveOn: Day | null
  readonly exportedAt: Instant
  readonly exportedBy: string
  readonly ruleSet: RuleSet
}

export const FORMAT = 'sanse-rule-set/1'

const matching = (pattern: string, message: string): Check => {
  const expression = new RegExp(pattern)
  return check({ type: 'string', pattern }, (value, path, report) => {
    if (typeof value !== 'string' || !expression.test(value)) report(path, message)
  })
}

const envelope = {
  format: oneOf([FORMAT]),
  version: code,
  hash: matching('^[0-9a-f]{64}$', '须为 64 位十六进制校验值'),
  effectiveOn: orNull(matching('^\\d{4}-\\d{2}-\\d{2}$', '须为日期，例如 2022-05-31')),
  exportedAt: text(40),
  exportedBy: text(60),
}

/** The rule set inside is looked at afterwards, by `checkRuleSet`. */
const envelopeShape = record({ ...envelope, ruleSet: check({}, () => undefined) })

/** The file as JSON Schema: said by the same shapes that take it in. */
export const documentSchema: JsonSchema & Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: '执行力三色规则文件',
  ...record({ ...envelope, ruleSet: ruleSetShape }).schema,
  $defs: { expression: expressionSchema },
}

/** Faults of the envelope told at once, at most. */
const MOST = 50

export type ReadDocument =
  | { readonly ok: true; readonly file: RuleDocumentFile }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** The file a text holds, or every fault with its place. Total, as `checkRuleSet` is. */
export function readDocument(content: string): ReadDocument {
  const json = readJson(content)
  if (!json.ok) return json
  const faults: Fault[] = []
  envelopeShape(json.value, [], (path, message) => {
    if (faults.length < MOST) faults.push(faultAt(path, message))
  })
  const inside = ruleSetIn(json.value)
  if (inside !== null && !inside.ok) faults.push(...inside.faults)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, file: json.value as RuleDocumentFile }
}

/** The rule set of a file; null when it has none, which its envelope says. */
function ruleSetIn(value: unknown): CheckedRuleSet | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'ruleSet')) return null
  return checkRuleSet((value as { readonly ruleSet: unknown }).ruleSet, ['ruleSet'])
}
