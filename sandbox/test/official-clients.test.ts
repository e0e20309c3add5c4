import { DEFAULT_APP } from '../src/options'
import { officialClients, requestOf, type OfficialClient } from './official-clients'
import { NOW, sandboxRunner } from './running-sandbox'

const runSandbox = sandboxRunner(fetch)
const APP_API = '/iot.cloud.tencent.com/api/exploreropen/appapi'

const ACCEPTED = 'accepted'
const REFUSED = 'InvalidParameterValue: Signature 无效'

const usual = {
  Action: 'AppGetTokenByWeiXin',
  AppKey: DEFAULT_APP.iotAppKey,
  RequestId: 'b52bGN4#@%$-_',
  Timestamp: NOW,
  Nonce: 2,
  WxOpenID: 'oSandbox_someone-000000000001',
  NickName: 'nick',
  Avatar: 'https://example.com/a.png?x=1&y=2',
}

/** What the sandbox says to this client when its request differs from the usual one. */
async function answerTo(client: OfficialClient, differences: object, secret = DEFAULT_APP.iotAppSecret) {
  const { send } = await runSandbox()
  const { suffix, body } = requestOf(client, { ...usual, ...differences }, secret)
  const { status, json } = await send('POST', APP_API + suffix, body)
  expect(status).toBe(200)
  expect(json.data.RequestId).toBe(usual.RequestId)
  if (json.code === 0) {
    expect(json.data.Data).toEqual({
      Token: expect.any(String) as string,
      ExpireAt: expect.any(Number) as number,
    })
    return ACCEPTED
  }
  expect(json.code).toBe(-1000)
  return `${String(json.data.Error.Code)}: ${String(json.data.Error.Message)}`
}

const clients = Object.values(officialClients) as OfficialClient[]

describe.each(clients)('$name', (client) => {
  test('is let in, by its own path, query, extra fields and RequestId', async () => {
    expect(await answerTo(client, {})).toBe(ACCEPTED)
  })

  test.each(client.nonces)('is let in with a Nonce of %d', async (Nonce) => {
    expect(await answerTo(client, { Nonce })).toBe(ACCEPTED)
  })

  test('is let in with text beyond ASCII, raw in the signature', async () => {
    expect(await answerTo(client, { NickName: '微信用户 😀&=+%' })).toBe(ACCEPTED)
  })

  test('is refused with the secret of somebody else', async () => {
    expect(await answerTo(client, {}, 'another-secret')).toBe(REFUSED)
  })
})

const { documents, node2020, demo202009, demo202011, demo202104, android, ios, python } = officialClients
const NOT_EXISTS = /^InvalidParameterValue\.ErrorUserNotExists: /

describe('the mistakes that clients have made are answered as the rule demands:', () => {
  const mistakes: [mistake: string, client: OfficialClient, differences: object, expected: string][] = [
    // A parameter that is empty takes no part in the signature.
    ['signs an empty value', node2020, { Note: '' }, REFUSED],
    ['signs an empty value', demo202009, { Note: '' }, REFUSED],
    ['signs an empty value', android, { Note: '' }, REFUSED],
    ['signs an empty value', ios, { Note: '' }, REFUSED],
    ['sends an empty value, unsigned', demo202011, { Note: '' }, ACCEPTED],
    ['sends an empty value, unsigned', demo202104, { Note: '' }, ACCEPTED],
    ['sends an empty value, unsigned', documents, { Note: '' }, ACCEPTED],
    ['sends an empty value, unsigned', python, { Note: '' }, ACCEPTED],
    // JSON drops undefined: what was signed for it never arrives.
    ['signs "undefined", which JSON drops', node2020, { Note: undefined }, REFUSED],
    ['signs "undefined", which JSON drops', demo202009, { Note: undefined }, REFUSED],
    ['signs "undefined", which JSON drops', demo202011, { Note: undefined }, REFUSED],
    ['drops undefined', demo202104, { Note: undefined }, ACCEPTED],
    // JSON keeps null, which is nothing to the rule and "null" to clients that join strings.
    ['signs "null"', demo202104, { Note: null }, REFUSED],
    // An underscore in a name is signed as a dot; only the newest text of the rule says so.
    ['signs a dot for an underscore', documents, { extra_key: 'v_1' }, ACCEPTED],
    ['signs a dot for an underscore', python, { extra_key: 'v_1' }, ACCEPTED],
    ['signs an underscore as it is', demo202104, { extra_key: 'v_1' }, REFUSED],
    ['signs an underscore as it is', android, { extra_key: 'v_1' }, REFUSED],
  ]

  test.each(
    mistakes.map(([mistake, client, differences, expected]) => ({
      mistake,
      who: client.name,
      client,
      differences,
      expected,
    })),
  )('$mistake: $who', async ({ client, differences, expected }) => {
    expect(await answerTo(client, differences)).toBe(expected)
  })

  test.each([
    ['that is undefined, and signed as text', node2020, { NickName: undefined }, REFUSED],
    ['that is undefined', demo202104, { Avatar: undefined }, NOT_EXISTS],
    ['that is null, and signed as text', demo202104, { NickName: null }, REFUSED],
  ] as [string, OfficialClient, object, RegExp | string][])(
    'a profile of a new user with a value %s',
    async (_, client, differences, expected) => {
      expect(await answerTo(client, differences)).toMatch(expected)
    },
  )

  test('a secret that is none gives an empty signature, which is refused', async () => {
    const { appApi } = await runSandbox()
    const { json } = await appApi({ ...usual, Signature: '' })
    expect(json).toMatchObject({ code: -1000, data: { Error: { Code: 'InvalidParameterValue' } } })
  })

  test('a path that names another Action than the body is refused', async () => {
    const { send } = await runSandbox()
    const { body } = requestOf(android, usual, DEFAULT_APP.iotAppSecret)
    const { json } = await send('POST', `${APP_API}/AppGetToken`, body)
    expect(json.data.Error.Code).toBe('InvalidAction')
  })

  test('a field that was added after signing is noticed', async () => {
    const { send } = await runSandbox()
    const { body } = requestOf(documents, usual, DEFAULT_APP.iotAppSecret)
    const { json } = await send('POST', APP_API, { ...body, lang: 'en' })
    expect(json.data.Error).toEqual({ Code: 'InvalidParameterValue', Message: 'Signature 无效' })
  })
})
