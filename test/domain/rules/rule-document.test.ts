import { expect } from 'chai'
import fc from 'fast-check'
import type { JsonSchema } from '../../../src/domain/rules/json-schema.ts'
import { readJson } from '../../../src/domain/rules/json-text.ts'
import { documentSchema, FORMAT, readDocument } from '../../../src/domain/rules/rule-document.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { digestOf } from '../../../src/platform/digest.ts'
import { ruleSet } from '../support/rule-sets.ts'
import { ruleSetV1 } from '../support/rules.ts'
import { runs } from '../support/runs.ts'

const fileOf = (rules: RuleSet) => ({
  format: FORMAT,
  version: rules.id,
  hash: digestOf(rules),
  effectiveOn: '2022-06-01',
  exportedAt: '2022-05-31T01:00:00.000Z',
  exportedBy: '李甲',
  ruleSet: rules,
})
const faultsOf = (content: string) => {
  const read = readDocument(content)
  return read.ok ? [] : read.faults
}

/** Whether a value fits a schema, for the keywords that shapes say. */
function fits(value: unknown, schema: JsonSchema): boolean {
  if (schema.$ref !== undefined) return fits(value, (documentSchema.$defs as { expression: JsonSchema }).expression)
  return (
    (schema.enum?.includes(value) ?? true) &&
    (schema.anyOf?.some(one => fits(value, one)) ?? true) &&
    (schema.type === undefined || isOfType(value, schema))
  )
}

function isOfType(value: unknown, schema: JsonSchema): boolean {
  switch (schema.type) {
    case 'null':
      return value === null
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
      return (
        Number.isInteger(value) && Number(value) >= (schema.minimum ?? -1e9) && Number(value) <= (schema.maximum ?? 1e9)
      )
    case 'string':
      return (
        typeof value === 'string' &&
        value.length <= (schema.maxLength ?? 1e9) &&
        new RegExp(schema.pattern ?? '').test(value)
      )
    case 'array':
      return (
        Array.isArray(value) &&
        value.length >= (schema.minItems ?? 0) &&
        value.length <= (schema.maxItems ?? 1e9) &&
        value.every(item => fits(item, schema.items ?? {}))
      )
    default:
      return isOfFields(value, schema)
  }
}

function isOfFields(value: unknown, { required = [], properties = {}, additionalProperties }: JsonSchema): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return (
    required.every(name => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, item]) => {
      const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties
      return typeof known === 'object' && fits(item, known)
    })
  )
}

describe('A file of rules', () => {
  it('gives back what was written, by its hash', () => {
    fc.assert(
      fc.property(ruleSet, fc.boolean(), (rules, isSpaced) => {
        const read = readDocument(JSON.stringify(fileOf(rules), null, isSpaced ? 2 : 0))
        if (!read.ok) throw new Error(JSON.stringify(read.faults))
        expect(digestOf(read.file.ruleSet)).to.equal(read.file.hash).and.to.equal(digestOf(rules))
      }),
      { numRuns: runs(150) },
    )
  })

  it('fits the schema that is handed out, and a field that is none does not', () => {
    fc.assert(
      fc.property(ruleSet, rules => {
        expect(fits(fileOf(rules), documentSchema)).to.equal(true)
        expect(fits({ ...fileOf(rules), extra: 1 }, documentSchema)).to.equal(false)
        expect(fits(fileOf({ ...rules, quotas: { ...rules.quotas, classShare: 10_001 } }), documentSchema)).to.equal(
          false,
        )
      }),
      { numRuns: runs(60) },
    )
  })

  it('has a title in Chinese for every field of the schema', () => {
    const untitled: string[] = []
    const walk = (value: unknown, at: string): void => {
      if (typeof value !== 'object' || value === null) return
      const { properties = {} } = value as JsonSchema
      for (const [name, schema] of Object.entries(properties)) if (schema.title === undefined) untitled.push(name)
      for (const [name, inside] of Object.entries(value)) walk(inside, `${at}.${name}`)
    }
    walk(documentSchema, '')
    expect([...new Set(untitled)]).to.deep.equal([])
  })

  it('says what is wrong with its envelope beside what is wrong inside', () => {
    const bad = { ...fileOf({ ...ruleSetV1, title: '' }), hash: 'x', effectiveOn: 'morgen', note: '多余' }
    expect(faultsOf(JSON.stringify(bad)).map(({ path }) => path)).to.deep.equal([
      'note',
      'hash',
      'effectiveOn',
      'ruleSet.title',
    ])
    expect(faultsOf(JSON.stringify(ruleSetV1)).map(({ path }) => path)).to.include('ruleSet')
    expect(faultsOf('null')[0]?.message).to.equal('规则：须为一组字段。')
  })

  it('is told where it stops being JSON', () => {
    const text = JSON.stringify(fileOf(ruleSetV1), null, 2)
    const fault = faultsOf(text.replace('"weight": 700', '"weight": NaN'))[0]
    expect(fault?.path).to.equal('ruleSet.indicators.cells[1].weight')
    expect(fault?.message).to.match(/第 \d+ 行第 \d+ 个字符起不是有效的 JSON/)
  })

  it('is refused with a key given twice, however it is spelt', () => {
    const text = JSON.stringify(fileOf(ruleSetV1))
    const twice = text.replace('"classShare":1000', '"classShare":1000,"classSh\\u0061re":9000')
    expect(faultsOf(twice)).to.deep.equal([
      { path: 'ruleSet.quotas.classShare', message: '规则 · 名额 · 每类占比：同一字段写了两次。' },
    ])
  })
})

describe('readJson', () => {
  const agrees = (text: string): void => {
    let value: unknown
    let isJson = true
    try {
      value = JSON.parse(text)
    } catch {
      isJson = false
    }
    const read = readJson(text)
    if (read.ok) expect(read.value).to.deep.equal(value)
    const isTwice = !read.ok && read.faults.every(({ message }) => message.includes('写了两次'))
    expect(read.ok || isTwice, text).to.equal(isJson)
  }

  it('takes exactly what the platform takes', () => {
    for (const text of [
      '',
      ' ',
      '1',
      '-0',
      '01',
      '1.',
      '.5',
      '1e5',
      '1e309',
      'tru',
      '[1,]',
      '[,1]',
      '{"a":1,}',
      '{a:1}',
      '[1 2]',
      '{"a" 1}',
      '"\\x"',
      '"\\u12"',
      '[]]',
      '{}}',
      '[}',
      '{]',
      '"a',
      'NaN',
      '﻿{}',
      '{"__proto__":{"a":1}}',
      '[[],{}]',
    ])
      agrees(text)
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', ']', '}', '"', ':', '1', ' ', '\\'),
        (text, at, put) => {
          agrees(text)
          const place = at % (text.length + 1)
          agrees(text.slice(0, place) + put + text.slice(place + (at % 2)))
        },
      ),
      { numRuns: runs(2000) },
    )
  })

  it('reads any depth and any length', () => {
    expect(readJson('['.repeat(200_000)).ok).to.equal(false)
    expect(readJson(`${'['.repeat(200_000)}${']'.repeat(200_000)}`).ok).to.equal(true)
    expect(readJson(`"${'长'.repeat(2_000_000)}"`).ok).to.equal(true)
    expect(readJson(`"${'\\n'.repeat(1_000_000)}"`).ok).to.equal(true)
  })
})
