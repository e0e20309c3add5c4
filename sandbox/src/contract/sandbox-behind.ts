import { ask, field, silenceOf, type Answer } from './ask'
import { UsageError } from '../usage-error'

/** What goes wrong in the next answer of a platform, in the words of `POST /sandbox/faults`. */
export interface PlatformFault {
  target: string
  kind: string
  errcode?: number
  Code?: string
}

/** The sandbox that the relay takes for the platforms, reached over HTTP: codes, faults, and a look at what happened. */
export class SandboxBehind {
  constructor(readonly url: string) {}

  /** What `wx.login` would give this user. */
  async mintCode(user: string, appId?: string): Promise<string> {
    const { body } = await this.#call('POST', '/sandbox/codes', {
      user,
      ...(appId === undefined ? {} : { appId }),
    })
    return String(field(body, 'code'))
  }

  /** Makes the next answer of a platform go wrong. */
  async fail(fault: PlatformFault): Promise<void> {
    await this.#call('POST', '/sandbox/faults', fault)
  }

  /** Takes back what was not used up. */
  async heal(): Promise<void> {
    await this.#call('DELETE', '/sandbox/faults')
  }

  /** How often WeChat was asked about a code while `action` ran. */
  async exchangesDuring(action: () => Promise<unknown>): Promise<number> {
    const before = await this.#call('GET', `/sandbox/journal?since=${Number.MAX_SAFE_INTEGER}`)
    await action()
    const since = String(field(before.body, 'lastSequence'))
    const { body } = await this.#call('GET', `/sandbox/journal?since=${since}`)
    const entries = field(body, 'entries') as { operation: string }[]
    return entries.filter(({ operation }) => /^(jscode2session|getpluginopenpid)$/.test(operation)).length
  }

  /** The user that IoT Explorer has given this token to. */
  async ownerOf(token: string): Promise<string | undefined> {
    const { users, tokens } = await this.#world()
    const id = tokens.find((each) => each.Token === token)?.UserID
    return users.find((each) => each.UserID === id)?.user ?? undefined
  }

  /** The first app that it knows, whose codes it mints unless told otherwise. */
  async appId(): Promise<string | undefined> {
    return (await this.#world()).apps[0]?.appId
  }

  /** The id that WeChat has given this user, once they have logged in. */
  async idOf(user: string): Promise<string | undefined> {
    const { users } = await this.#world()
    return users.find((each) => each.user === user)?.WxOpenID
  }

  async #world() {
    const { body } = await this.#call('GET', '/sandbox/world')
    return body as {
      apps: { appId: string }[]
      users: { UserID: string; user: string | null; WxOpenID: string }[]
      tokens: { Token: string; UserID: string }[]
    }
  }

  async #call(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await ask(this.url + path, { method, ...(body === undefined ? {} : { body }) }).catch(
      (error: unknown) => {
        throw new UsageError(
          `No sandbox at ${this.url}: ${silenceOf(error)}`,
          'Start iot-login-sandbox, or say where it is by --sandbox. Without one: --code-command.',
        )
      },
    )
    if (answer.status === 200 && answer.body !== undefined) return answer
    const instructions = field(answer.body, 'instructions')
    throw new UsageError(
      `The sandbox at ${this.url} refused ${path} (status ${answer.status})`,
      typeof instructions === 'string'
        ? instructions
        : 'Is it iot-login-sandbox? Say where it is by --sandbox.',
    )
  }
}
