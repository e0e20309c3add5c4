import { createSandbox, type Sandbox } from '../src/app'
import { DEFAULT_APP, type SandboxOptions } from '../src/options'
import { login, type Parameters } from './signed'

/** When every test begins, in Unix seconds. */
export const NOW = 1_800_000_000

/** What JSON gives back, which nothing has typed. */
type Json = ReturnType<JSON['parse']>

export interface Answer {
  status: number
  contentType: string
  text: string
  /** The text as JSON, and `undefined` when it is none. */
  json: Json
}

export interface RunningSandbox {
  sandbox: Sandbox
  url: string
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  code2Session(differences?: Record<string, string>): Promise<Answer>
  stableToken(differences?: Parameters): Promise<Answer>
  pluginOpenPid(accessToken: string, body: unknown): Promise<Answer>
  appApi(body: unknown): Promise<Answer>
  tokenApi(Action: string, parameters?: Parameters): Promise<Answer>
  /** Logs in and returns the Token. */
  token(differences?: Parameters): Promise<string>
}

const running: Sandbox[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.close()))
})

/** As the global `fetch`, which a test file brings along. */
type Fetch = (
  url: string,
  request: { method: string; headers: Record<string, string>; body?: string },
) => Promise<Response>

/**
 * What starts a fresh sandbox on a free port, whose clock stands at {@link NOW}, and whatever is asked of it
 * goes over HTTP. It is closed when the test ends.
 */
export const sandboxRunner = (request: Fetch) => (options?: SandboxOptions) => runSandbox(request, options)

async function runSandbox(request: Fetch, options: SandboxOptions = {}): Promise<RunningSandbox> {
  const sandbox = createSandbox({ clock: () => NOW * 1000, ...options })
  running.push(sandbox)
  const url = await sandbox.listen({ port: 0 })

  const send: RunningSandbox['send'] = async (method, path, body, headers = {}) => {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
    return read(await request(url + path, { method, headers, ...sent }))
  }
  const get: RunningSandbox['get'] = (path, headers) => send('GET', path, undefined, headers)
  const weChat = '/api.weixin.qq.com'
  const explorer = '/iot.cloud.tencent.com/api/exploreropen'
  const appApi: RunningSandbox['appApi'] = (body) => send('POST', `${explorer}/appapi`, body)

  return {
    sandbox,
    url,
    get,
    send,
    appApi,
    code2Session: (differences) => get(`${weChat}/sns/jscode2session?${sessionQuery(differences)}`),
    stableToken: (differences) => send('POST', `${weChat}/cgi-bin/stable_token`, stableBody(differences)),
    pluginOpenPid: (accessToken, body) =>
      send('POST', `${weChat}/wxa/getpluginopenpid?access_token=${accessToken}`, body),
    tokenApi: (Action, parameters) =>
      send('POST', `${explorer}/tokenapi`, { Action, RequestId: 'request-0002', ...parameters }),
    token: async (differences) => (await appApi(login(differences))).json.data.Data.Token as string,
  }
}

function sessionQuery(differences: Record<string, string> = {}): string {
  const { appId: appid, appSecret: secret } = DEFAULT_APP
  const query = { appid, secret, grant_type: 'authorization_code', ...differences }
  return new URLSearchParams(query).toString()
}

function stableBody(differences: Parameters = {}): Parameters {
  const { appId: appid, appSecret: secret } = DEFAULT_APP
  return { grant_type: 'client_credential', appid, secret, ...differences }
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text()
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    // Some answers are no JSON, and some tests ask for just that.
  }
  return { status: response.status, contentType: response.headers.get('content-type') ?? '', text, json }
}
