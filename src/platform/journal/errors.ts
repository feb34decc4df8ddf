/** It cannot be done now, and may be tried again with the same idempotency key. HTTP 503. */
export class Unavailable extends Error {
  constructor(message = '数据库暂时没有应答，请稍后重试；重复提交不会重复办理。', options?: ErrorOptions) {
    super(message, options)
  }
}

/** Another instance holds the lease, or this one has stopped. HTTP 503. */
export class NotWriter extends Unavailable {
  constructor(options?: ErrorOptions) {
    super('本机暂不受理办理事项，只供查询，请稍后重试。', options)
  }
}

/** Too many commands wait. HTTP 503. */
export class Busy extends Unavailable {
  constructor() {
    super('系统正忙，排队的事项过多，请稍后重试。')
  }
}

/** Errors that mean "not now": the database does not answer, or another instance writes. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof Unavailable ||
  (error instanceof Error &&
    /^Mongo(ose)?(Network|ServerSelection|Topology|PoolCleared|WaitQueue|NotConnected|OperationTimeout)/.test(
      error.name,
    ))
