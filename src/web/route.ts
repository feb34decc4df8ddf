import type { Action } from '../domain/access/rights.ts'
import type { Actor } from '../domain/access/roles.ts'

/** A value of a query or a form: strings only, a repeated field is a list. Nothing else ever reaches a handler. */
export type Input = Readonly<Record<string, string | readonly string[]>>

/** A file the visitor sent, already on disk under a random name, within limits; deleted after the handler ends. */
export interface Upload {
  readonly path: string
  readonly name: string
  readonly size: number
}

/** One request as a handler sees it. */
export interface Visit {
  readonly actor: Actor
  readonly params: Readonly<Record<string, string>>
  readonly query: Input
  /** Rows of a list that one page shows: a page for the screen, or all of them (up to a bound) for paper. */
  readonly rows: number
  /** Whether the page is made for paper: it says in full what a screen shows in part. */
  readonly isPrinted: boolean
  readonly body: Input
  readonly upload: Upload | null
  /** Names this submission: the same key twice does the work once. */
  readonly idempotencyKey: string
  readonly requestId: string
  readonly address: string
  readonly session: VisitSession
  /**
   * What `show` answers; but when the browser holds the same page already, that it is unchanged, without asking `show`.
   * `basis` names all that the page comes from beside address, account and frame, and is read before what it names, so
   * that a page is never older than its tag. For pages without forms that change anything: a page kept by the browser
   * keeps its submission key.
   */
  whenChanged(basis: readonly string[], show: () => Promise<Answer>): Promise<Answer>
}

/** What a handler may do to the visitor's session. */
export interface VisitSession {
  /** Starts a new session id for this account (after a password was verified). */
  signIn(userId: string): Promise<void>
  signOut(): Promise<void>
  /** One message shown on the next page. */
  flash(message: string): void
}

/** What a handler answers. */
export type Answer =
  | {
      readonly kind: 'page'
      readonly view: string
      readonly title: string
      readonly model: object
      readonly status?: number
      /** Names what is shown, so that the browser may keep it and ask whether it still holds. */
      readonly tag?: string
    }
  /** The browser holds the page of this tag. */
  | { readonly kind: 'unchanged'; readonly tag: string }
  | { readonly kind: 'fragment'; readonly view: string; readonly model: object }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'json'; readonly value: unknown; readonly status?: number }
  | {
      readonly kind: 'download'
      readonly fileName: string
      readonly type: string
      write(out: NodeJS.WritableStream): Promise<void>
    }

/** One line of the product's table of routes: its right, its audit action, its handler. */
export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** A right of the table; 'signed-in' for one's own account pages; 'anyone' for sign-in and setup. */
  readonly right: Action | 'signed-in' | 'anyone'
  /** A second right that is needed too: 'exports.download' of a file that takes out what the page of `right` shows. */
  readonly also?: Action
  /** What the audit log calls it. POST: the journal's command writes it; GET: written by the web when `logsRead`. */
  readonly audit: string
  /** A read that is itself logged: exports, the audit log, a full id number. */
  readonly logsRead?: boolean
  /** Takes one file under this field name, at most `maxBytes`. */
  readonly upload?: { readonly field: string; readonly maxBytes: number }
  handle(visit: Visit): Promise<Answer>
  /**
   * Shows the form again when `handle` refused: what was typed is in `visit.body`, `fields` says what to mend
   * (key '' for the whole form). Sent with 422 (Invalid) or 409 (Conflict). Without it a plain page says the same.
   */
  again?(visit: Visit, fields: Readonly<Record<string, string>>): Promise<Answer>
}

export const page = (view: string, title: string, model: object, status = 200): Answer => ({
  kind: 'page',
  view,
  title,
  model,
  status,
})
export const fragment = (view: string, model: object): Answer => ({ kind: 'fragment', view, model })
export const redirect = (to: string): Answer => ({ kind: 'redirect', to })
export const json = (value: unknown, status = 200): Answer => ({ kind: 'json', value, status })
export const download = (
  fileName: string,
  type: string,
  write: (out: NodeJS.WritableStream) => Promise<void>,
): Answer => ({
  kind: 'download',
  fileName,
  type,
  write,
})
