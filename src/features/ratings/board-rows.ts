import type { StandingAlerts } from '../../domain/rating/alerts.ts'
import type { Contender, Placeables, Scored } from '../../domain/rating/place.ts'
import type { Mark } from '../../domain/rating/rate.ts'
import type { SuggestionMark } from '../../domain/rating/suggest.ts'
import type { BoardRow } from './board.ts'
import { Numbered } from './numbered.ts'

/** Where in a row each field is, in the order in which `#write` puts them: a number, or the number of a word. */
const FIELDS = {
  ...{ from: 0, unit: 1, class: 2, scored: 3, score: 4, candidate: 5, colour: 6, mark: 7, suggested: 8 },
  ...{ suggestedMark: 9, since: 10, placed: 11, alerts: 12, alertsFrom: 13, firstMean: 14, secondMean: 15 },
} as const
const WIDTH = Object.keys(FIELDS).length
const NOTHING = -1

/** Rows of a chunk at most. */
const ROOM = 512

/** Rows that follow each other by id; of each its fields, one row after the other. */
interface Chunk {
  ids: string[]
  readonly cells: Int32Array
}

/**
 * Everybody's row by cadre, in order of their ids: used like a Map, at 4 bytes a field. A copy costs next to nothing: it
 * shares its chunks with the original until either of them writes.
 */
export class BoardRows implements Placeables {
  #size = 0
  #chunks: Chunk[] = []
  /** The chunks, and of them the ids, that no copy shares. */
  #own = new Set<Chunk | string[]>()
  #words = new Numbered<string>(word => word)
  #alerts = new Numbered<StandingAlerts>(alerts => JSON.stringify(alerts))

  get size(): number {
    return this.#size
  }

  copy(): BoardRows {
    const made = new BoardRows()
    made.#size = this.#size
    made.#chunks = [...this.#chunks]
    made.#words = this.#words
    made.#alerts = this.#alerts
    this.#own.clear()
    return made
  }

  has(cadreId: string): boolean {
    return this.#find(cadreId).found
  }

  get(cadreId: string): BoardRow | undefined {
    const { number, at, found } = this.#find(cadreId)
    return found ? this.#row(this.#chunks[number] as Chunk, at) : undefined
  }

  set(cadreId: string, row: BoardRow): void {
    const { number, at, found } = this.#find(cadreId)
    if (found) this.#write(this.#owned(number), at, row)
    else this.#insert(number, at, row)
  }

  delete(cadreId: string): void {
    const { number, at, found } = this.#find(cadreId)
    if (!found) return
    const { ids, cells } = this.#ownedWhole(number)
    cells.copyWithin(at * WIDTH, (at + 1) * WIDTH)
    ids.splice(at, 1)
    if (ids.length === 0) this.#chunks.splice(number, 1)
    this.#size -= 1
  }

  /** Of whom the score is such a one; in their order. */
  idsByScore(isOne: (score: number) => boolean): string[] {
    return this.#chunks.flatMap(({ ids, cells }) =>
      ids.filter((_, at) => {
        const score = cells[at * WIDTH + FIELDS.score] as number
        return score !== NOTHING && isOne(score)
      }),
    )
  }

  *values(): Iterable<BoardRow> {
    for (const chunk of this.#chunks) for (let at = 0; at < chunk.ids.length; at += 1) yield this.#row(chunk, at)
  }

  scored(): Scored {
    const sizes = new Uint32Array(this.#words.size)
    const scores = new Map<number, number[]>()
    for (const { ids, cells } of this.#chunks) {
      for (let from = 0; from < ids.length * WIDTH; from += WIDTH) {
        if (!isScored(cells, from)) continue
        const unit = cells[from + FIELDS.unit] as number
        sizes[unit] = (sizes[unit] as number) + 1
        const code = cells[from + FIELDS.class] as number
        const own = scores.get(code)
        if (own === undefined) scores.set(code, [cells[from + FIELDS.score] as number])
        else own.push(cells[from + FIELDS.score] as number)
      }
    }
    const units = new Map<string, number>()
    sizes.forEach((n, unit) => {
      if (n > 0) units.set(this.#words.value(unit), n)
    })
    return { scores: new Map([...scores].map(([code, own]) => [this.#words.value(code), own])), units }
  }

  contenders(isInside: (classCode: string, score: number) => boolean): Contender[] {
    const found: Contender[] = []
    for (const chunk of this.#chunks) {
      for (let at = 0; at < chunk.ids.length; at += 1) {
        const from = at * WIDTH
        if (!isScored(chunk.cells, from) || chunk.cells[from + FIELDS.candidate] !== 1) continue
        const [code, score] = [chunk.cells[from + FIELDS.class] as number, chunk.cells[from + FIELDS.score] as number]
        if (isInside(this.#words.value(code), score)) found.push(this.#row(chunk, at))
      }
    }
    return found
  }

  /** Where a cadre is or would be. */
  #find(cadreId: string): { readonly number: number; readonly at: number; readonly found: boolean } {
    const number = Math.max(0, firstFrom(this.#chunks.length, i => (this.#chunks[i]?.ids[0] as string) > cadreId) - 1)
    const ids = this.#chunks[number]?.ids ?? []
    const at = firstFrom(ids.length, i => (ids[i] as string) >= cadreId)
    return { number, at, found: ids[at] === cadreId }
  }

  /** The chunk, its fields to be written. */
  #owned(number: number): Chunk {
    const chunk = this.#chunks[number] as Chunk
    if (this.#own.has(chunk)) return chunk
    const own = { ids: chunk.ids, cells: chunk.cells.slice() }
    this.#chunks[number] = own
    this.#own.add(own)
    return own
  }

  /** The chunk, its ids to be written too. */
  #ownedWhole(number: number): Chunk {
    const chunk = this.#owned(number)
    if (!this.#own.has(chunk.ids)) chunk.ids = [...chunk.ids]
    this.#own.add(chunk.ids)
    return chunk
  }

  #add(number: number): Chunk {
    const chunk = { ids: [], cells: new Int32Array(ROOM * WIDTH) }
    this.#chunks.splice(number, 0, chunk)
    this.#own.add(chunk).add(chunk.ids)
    return chunk
  }

  #insert(number: number, at: number, row: BoardRow): void {
    if (this.#chunks[number]?.ids.length === ROOM) {
      this.#split(number, at)
      this.set(row.cadreId, row)
      return
    }
    const chunk = this.#chunks.length === 0 ? this.#add(0) : this.#ownedWhole(number)
    chunk.cells.copyWithin((at + 1) * WIDTH, at * WIDTH)
    chunk.ids.splice(at, 0, row.cadreId)
    this.#write(chunk, at, row)
    this.#size += 1
  }

  /** In two halves; rows that come in order fill one chunk after the other. */
  #split(number: number, at: number): void {
    const { ids, cells } = this.#ownedWhole(number)
    const middle = at === ROOM ? ROOM - 1 : ROOM >> 1
    const rest = this.#add(number + 1)
    rest.cells.set(cells.subarray(middle * WIDTH))
    rest.ids.push(...ids.splice(middle))
  }

  #write({ cells }: Chunk, at: number, row: BoardRow): void {
    const { from, scored, score, candidate, suggested, parts } = row
    const own = [from, this.#number(row.unitId), this.#number(row.classCode), Number(scored), score ?? NOTHING]
    const outcome = [Number(candidate), this.#number(row.colour), this.#number(row.mark)]
    const joined = [this.#number(suggested.colour), this.#number(suggested.mark), this.#number(row.since)]
    const rest = [this.#number(row.placed), this.#alerts.numberOf(row.alerts), row.alertsFrom]
    const means = [parts[0]?.mean ?? NOTHING, parts[1]?.mean ?? NOTHING]
    let to = at * WIDTH
    for (const number of [...own, ...outcome, ...joined, ...rest, ...means]) cells[to++] = number
  }

  #number(word: string | null): number {
    return word === null ? NOTHING : this.#words.numberOf(word)
  }

  #word(number: number | undefined): string | null {
    return number === undefined || number === NOTHING ? null : this.#words.value(number)
  }

  #row({ ids, cells }: Chunk, at: number): BoardRow {
    const start = at * WIDTH
    return {
      cadreId: ids[at] as string,
      from: cells[start + FIELDS.from] as number,
      unitId: this.#word(cells[start + FIELDS.unit]) as string,
      classCode: this.#word(cells[start + FIELDS.class]) as string,
      scored: cells[start + FIELDS.scored] === 1,
      score: orNull(cells[start + FIELDS.score]),
      candidate: cells[start + FIELDS.candidate] === 1,
      parts: [{ mean: orNull(cells[start + FIELDS.firstMean]) }, { mean: orNull(cells[start + FIELDS.secondMean]) }],
      colour: this.#word(cells[start + FIELDS.colour]) as string,
      mark: this.#word(cells[start + FIELDS.mark]) as Mark | null,
      suggested: {
        colour: this.#word(cells[start + FIELDS.suggested]) as string,
        mark: this.#word(cells[start + FIELDS.suggestedMark]) as SuggestionMark | null,
      },
      since: this.#word(cells[start + FIELDS.since]) as string,
      placed: this.#word(cells[start + FIELDS.placed]),
      alerts: this.#alerts.value(cells[start + FIELDS.alerts] as number),
      alertsFrom: cells[start + FIELDS.alertsFrom] as number,
    }
  }
}

const orNull = (number: number | undefined): number | null =>
  number === undefined || number === NOTHING ? null : number

const isScored = (cells: Int32Array, from: number): boolean =>
  cells[from + FIELDS.scored] === 1 && cells[from + FIELDS.score] !== NOTHING

/** The first of so many numbers that fits, when all after it do; their number when none does. */
function firstFrom(n: number, fits: (i: number) => boolean): number {
  let [low, high] = [0, n]
  while (low < high) {
    const middle = (low + high) >> 1
    if (fits(middle)) high = middle
    else low = middle + 1
  }
  return low
}
