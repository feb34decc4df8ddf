import { type Fault, faultAt } from './fault.ts'
import type { Path } from './shape.ts'

export type ReadJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Faults told at once, at most, and steps of a place. */
const MOST = 50
const DEEPEST_SAID = 12

/**
 * The value a JSON text stands for. Beyond the parser of the platform it says where a text stops being JSON, and refuses
 * a key given twice, of which a parser silently keeps the last. Total: any text, any depth.
 */
export function readJson(text: string): ReadJson {
  const faults = new Scan(text).faults()
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: JSON.parse(text) }
}

/** An object or a list that is being read. */
type Frame =
  | { readonly kind: 'object'; readonly keys: Set<string>; key: string }
  | { readonly kind: 'list'; index: number }

type Awaited = 'value' | 'first item' | 'first key' | 'key' | 'colon' | 'comma' | 'nothing'

const token =
  /[ \t\n\r]*(?:([{}[\],:])|("[^"\\\p{Cc}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\p{Cc}]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|$)/uy

class Scan {
  readonly #text: string
  readonly #frames: Frame[] = []
  readonly #faults: Fault[] = []
  #awaited: Awaited = 'value'

  constructor(text: string) {
    this.#text = text
  }

  faults(): readonly Fault[] {
    let at = 0
    for (;;) {
      token.lastIndex = at
      const [all, mark, string, plain] = token.exec(this.#text) ?? []
      const found = all === undefined ? undefined : (mark ?? string ?? plain ?? '')
      if (found === '' && this.#awaited === 'nothing') return this.#faults
      const isTaken = found !== undefined && found !== '' && this.#take(found, string !== undefined, mark !== undefined)
      if (!isTaken) return [...this.#faults, faultAt(this.#path(), `${lineWords(this.#text, at)}起不是有效的 JSON`)]
      at = token.lastIndex
    }
  }

  /** Whether the next token may stand here. */
  #take(found: string, isString: boolean, isMark: boolean): boolean {
    const awaited = this.#awaited
    if (awaited === 'key' || awaited === 'first key') {
      if (isString) return this.#takeKey(JSON.parse(found) as string)
      return found === '}' && awaited === 'first key' && this.#close('object')
    }
    if (awaited === 'colon') return found === ':' && this.#await('value')
    if (awaited === 'comma') return this.#takeComma(found)
    if (awaited === 'nothing') return false
    if (found === ']' && awaited === 'first item') return this.#close('list')
    if (found === '{') return this.#open({ kind: 'object', keys: new Set(), key: '' }, 'first key')
    if (found === '[') return this.#open({ kind: 'list', index: 0 }, 'first item')
    return !isMark && this.#ended()
  }

  #takeKey(key: string): boolean {
    const frame = this.#frames.at(-1)
    if (frame?.kind !== 'object') return false
    frame.key = key
    if (frame.keys.has(key) && this.#faults.length < MOST) this.#faults.push(faultAt(this.#path(), '同一字段写了两次'))
    frame.keys.add(key)
    return this.#await('colon')
  }

  #takeComma(found: string): boolean {
    const frame = this.#frames.at(-1)
    if (frame?.kind === 'object') return found === ',' ? this.#await('key') : found === '}' && this.#close('object')
    if (found !== ',') return found === ']' && this.#close('list')
    if (frame !== undefined) frame.index += 1
    return this.#await('value')
  }

  #open(frame: Frame, awaited: Awaited): boolean {
    this.#frames.push(frame)
    return this.#await(awaited)
  }

  #close(kind: Frame['kind']): boolean {
    return this.#frames.pop()?.kind === kind && this.#ended()
  }

  #ended(): boolean {
    return this.#await(this.#frames.length === 0 ? 'nothing' : 'comma')
  }

  #await(awaited: Awaited): true {
    this.#awaited = awaited
    return true
  }

  #path(): Path {
    return this.#frames
      .slice(0, DEEPEST_SAID)
      .map(frame => (frame.kind === 'list' ? frame.index : frame.key))
      .filter(step => step !== '')
  }
}

function lineWords(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n')
  return `第 ${lines.length} 行第 ${(lines.at(-1)?.length ?? 0) + 1} 个字符`
}
