import { type CheerioAPI, load } from 'cheerio'
import request from 'supertest'

export type Answer = request.Response
export type Fields = Readonly<Record<string, string | readonly string[]>>

/** A person before a browser without JavaScript: keeps cookies, and sends the hidden fields of the page seen last. */
export class Visitor {
  readonly agent: ReturnType<typeof request.agent>
  hidden: Record<string, string> = {}

  constructor(url: string) {
    this.agent = request.agent(url)
  }

  async open(path: string): Promise<Answer> {
    const answer = await this.agent.get(path).redirects(0)
    this.keep(answer)
    return answer
  }

  /** A file, its bytes in `body`. */
  async download(path: string): Promise<Answer> {
    return this.agent.get(path).responseType('blob')
  }

  /** Sends a form with the token of the page seen last. */
  async post(path: string, fields: Fields = {}): Promise<Answer> {
    const answer = await this.agent
      .post(path)
      .type('form')
      .send({ ...this.hidden, ...fields })
    this.keep(answer)
    return answer
  }

  /** Sends a file under `file`. */
  async upload(path: string, bytes: Buffer, name = '名册.xlsx'): Promise<Answer> {
    const { _csrf = '', _key = '' } = this.hidden
    return this.agent.post(path).field('_csrf', _csrf).field('_key', _key).attach('file', bytes, name)
  }

  async signIn(username: string, password: string): Promise<Answer> {
    await this.open('/sign-in')
    const answer = await this.post('/sign-in', { username, password })
    if (answer.status !== 303) throw new Error(`${username} cannot sign in: ${answer.status}`)
    // The token of the session begun now.
    await this.open('/account')
    return answer
  }

  private keep(answer: Answer): void {
    if (!String(answer.headers['content-type']).startsWith('text/html')) return
    const { text } = answer
    const main = text.slice(Math.max(0, text.indexOf('<main')))
    for (const name of ['_csrf', '_key']) {
      const value = hiddenIn(main, name) ?? hiddenIn(text, name)
      if (value !== undefined) this.hidden[name] = value
    }
  }
}

/** Of the first hidden field of this name. Most pages are opened for what they answer: none is parsed for this alone. */
const hiddenIn = (text: string, name: string): string | undefined =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(text)?.[1]

/** The words of a page's main part. */
export const wordsOf = (answer: Answer): string => load(answer.text)('main').text().replace(/\s+/g, ' ').trim()

/** The page, to be asked by selectors. */
export const pageOf = (answer: Answer): CheerioAPI => load(answer.text)

/** The sentences of the summary of a refused form. */
export const faultsOf = (answer: Answer): string[] => {
  const page = load(answer.text)
  return page('.form-errors li')
    .toArray()
    .map(item => page(item).text().trim())
}
