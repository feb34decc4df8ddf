/** A request the web itself turns away, before any business is asked. The message is shown, so it names no detail. */
export class Refused extends Error {
  readonly status: 400 | 401 | 403 | 405 | 408 | 413 | 415
  constructor(status: Refused['status'], message: string) {
    super(message)
    this.status = status
  }
}
