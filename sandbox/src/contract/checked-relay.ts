import { ask, field, silenceOf, type Answer, type Question } from './ask'
import type { SandboxBehind } from './sandbox-behind'

export interface RelayOptions {
  /** Base URL, without a slash at its end. */
  url: string
  /** Sent with each login; for a relay that serves several apps. */
  appId?: string | undefined
  /** A code that WeChat, or the sandbox, takes once. */
  mintCode(user: string): Promise<string>
  sandbox?: SandboxBehind | undefined
}

/** No answer at all: the reason is a finding, and not the end of the checks. */
export class NoReply extends Error {}

/** A relay of anybody's, known by its address, and all that it has said. */
export class RelayUnderTest {
  readonly url: string
  readonly sandbox: SandboxBehind | undefined
  readonly #options: RelayOptions
  /** Every reply so far, headers included, without the tokens that belong there. */
  readonly said: string[] = []

  constructor(options: RelayOptions) {
    this.#options = options
    this.url = options.url
    this.sandbox = options.sandbox
  }

  freshCode(user = 'contract-user'): Promise<string> {
    return this.#options.mintCode(user)
  }

  /** The app that codes are for, as far as it is known. */
  async appId(): Promise<string | undefined> {
    return this.#options.appId ?? (await this.sandbox?.appId())
  }

  /** Posts a login: these fields, and the app that was named. */
  async login(fields: Record<string, unknown>, headers: Record<string, string> = {}): Promise<Answer> {
    const { appId } = this.#options
    return this.ask('/login', { body: { ...(appId === undefined ? {} : { appId }), ...fields }, headers })
  }

  /** A login that has to succeed for the check to make sense. */
  async loginAs(user: string, fields: Record<string, unknown> = {}, headers?: Record<string, string>) {
    return this.login({ code: await this.freshCode(user), ...fields }, headers)
  }

  async ask(path: string, question: Question): Promise<Answer> {
    const answer = await ask(this.url + path, question).catch((error: unknown) => {
      throw new NoReply(silenceOf(error))
    })
    const token = tokenOf(answer)
    const text = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n') + answer.text
    this.said.push(token === undefined ? text : text.replaceAll(token, ''))
    return answer
  }
}

export const dataOf = ({ body }: Answer): unknown => field(field(body, 'Response'), 'Data')
export const errorOf = ({ body }: Answer): unknown => field(field(body, 'Response'), 'Error')

export const codeOf = (answer: Answer): string | undefined => text(field(errorOf(answer), 'Code'))
export const tokenOf = (answer: Answer): string | undefined => text(field(dataOf(answer), 'Token'))
export const requestIdOf = ({ body }: Answer): string | undefined =>
  text(field(field(body, 'Response'), 'RequestId'))

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** What came, in a few words for a finding. */
export function came(answer: Answer): string {
  const code = codeOf(answer)
  if (code !== undefined) return `status ${answer.status} with the Code ${code}`
  if (tokenOf(answer) !== undefined) return `status ${answer.status} with a Token`
  return `status ${answer.status} with ${answer.body === undefined ? 'no JSON' : 'neither Data nor Error'}`
}
