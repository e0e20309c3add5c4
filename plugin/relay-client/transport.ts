/** One HTTP exchange, as it came. Any status is an answer; only silence is a failure. */
export interface HttpReply {
  status: number
  /** The parsed JSON, or the text where it was none. */
  body: unknown
}

/**
 * Posts JSON and answers what came back.
 *
 * @throws {LoginError} Client.DomainNotAllowed, Client.NetworkFailed or Client.RequestTimeout
 */
export type Transport = (url: string, body: object) => Promise<HttpReply>
