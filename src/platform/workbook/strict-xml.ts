import { SaxesParser } from 'saxes'
import type { ReadLimits } from './limits.ts'
import { Refused } from './refusal.ts'

export type XmlAttributes = Readonly<Record<string, string | undefined>>

/** Hears elements by their local names: producers differ in prefixes (`row`, `x:row`). */
export interface XmlListener {
  open(name: string, attributes: XmlAttributes): void
  text(text: string): void
  close(name: string): void
}

/** One tag or one text may span this many bytes; the longest cell, all in entities, is a third of it. */
const UNBROKEN_BYTES = 1024 * 1024

/** Feeds a part to a listener: UTF-8 only, no DOCTYPE, bounded depth, attributes and lengths. */
export async function parseXml(
  chunks: AsyncIterable<Buffer>,
  listener: XmlListener,
  limits: ReadLimits,
): Promise<void> {
  const xml = strictXml(listener, limits)
  for await (const chunk of chunks) xml.write(chunk)
  xml.end()
}

/** The same, a chunk at a time, for a caller who takes results between chunks. */
export function strictXml(listener: XmlListener, limits: ReadLimits): { write(chunk: Buffer): void; end(): void } {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let depth = 0
  let attributes = 0
  let unbroken = 0

  parser.on('error', () => {
    throw new Refused('damaged')
  })
  parser.on('doctype', () => {
    throw new Refused('doctype')
  })
  parser.on('xmldecl', ({ encoding, version }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') throw new Refused('not-utf8')
    if (version !== '1.0') throw new Refused('damaged')
  })
  parser.on('attribute', () => {
    unbroken = 0
    attributes += 1
    if (attributes > limits.xmlAttributes) throw new Refused('too-complex')
  })
  parser.on('opentag', tag => {
    unbroken = 0
    attributes = 0
    depth += 1
    if (depth > limits.xmlDepth) throw new Refused('too-complex')
    listener.open(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', tag => {
    unbroken = 0
    depth -= 1
    listener.close(localName(tag.name))
  })
  const onText = (text: string) => {
    unbroken = 0
    listener.text(text)
  }
  parser.on('text', onText)
  parser.on('cdata', onText)

  return {
    write(chunk) {
      unbroken += chunk.length
      if (unbroken > UNBROKEN_BYTES) throw new Refused('too-complex')
      parser.write(decode(decoder, chunk))
    },
    end() {
      parser.write(decode(decoder))
      parser.close()
    },
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined })
  } catch {
    throw new Refused('not-utf8')
  }
}
