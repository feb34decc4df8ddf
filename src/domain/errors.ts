/** The four ways a request can be wrong, in the language of the business. Anything else is a fault of ours (500). */

/** What was typed cannot be taken: field → sentence in Chinese. The key '' speaks of the whole form. HTTP 422. */
export class Invalid extends Error {
  readonly fields: Readonly<Record<string, string>>
  constructor(fields: Readonly<Record<string, string>>) {
    super(Object.values(fields).join('；'))
    this.fields = fields
  }
}

/** The person may not do this (within their own data scope). HTTP 403. */
export class Forbidden extends Error {
  constructor(message = '您没有办理此事的权限。') {
    super(message)
  }
}

/** There is no such thing, or it lies outside the person's data scope: the two look alike. HTTP 404. */
export class NotFound extends Error {
  constructor(message = '没有找到，或不在您的管理范围内。') {
    super(message)
  }
}

/** The state of things has moved on: stale version, already decided, wrong stage. HTTP 409. */
export class Conflict extends Error {
  constructor(message: string) {
    super(message)
  }
}
