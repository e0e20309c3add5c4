import { sandboxRunner, type Answer } from '../../test/running-sandbox'
import { LOGIN, login, loginWithout, signatureFor, signed } from '../../test/signed'

const runSandbox = sandboxRunner(fetch)

const APPAPI = '/iot.cloud.tencent.com/api/exploreropen/appapi'

function errorOf({ json }: Answer) {
  expect(json.code).toBe(-1000)
  expect(json.msg).toBe(json.data.Error.Message)
  return json.data.Error.Code as string
}

describe('the body', () => {
  test.each(['', '{', 'null', '[]', '"text"', 'a=b'])('%p is no JSON object', async (body) => {
    const { appApi } = await runSandbox()
    const answer = await appApi(body)
    expect(answer.status).toBe(200)
    expect(errorOf(answer)).toBe('InvalidParameterValue.InvalidJSON')
  })

  test('is read whatever its Content-Type', async () => {
    const { send } = await runSandbox()
    const answer = await send('POST', APPAPI, login(), {
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(answer.json.code).toBe(0)
  })
})

describe('the Action', () => {
  test.each(['Nonsense', 'AppGetUser', 'appgettokenbyweixin', 7, ''])('%p is unknown', async (Action) => {
    const { appApi } = await runSandbox()
    const answer = await appApi(login({ Action }))
    expect(errorOf(answer)).toBe('InvalidAction')
    expect(answer.json.msg).toContain('AppGetTokenByWeiXin')
  })

  test('may be repeated in the path', async () => {
    const { send } = await runSandbox()
    expect((await send('POST', `${APPAPI}/AppGetTokenByWeiXin`, login())).json.code).toBe(0)
    expect(errorOf(await send('POST', `${APPAPI}/AppGetUser`, login()))).toBe('InvalidAction')
  })

  test('is checked before the other parameters', async () => {
    const { appApi } = await runSandbox()
    expect(errorOf(await appApi({ Action: 'Nonsense' }))).toBe('InvalidAction')
  })
})

test('a query takes no part', async () => {
  const { send } = await runSandbox()
  expect((await send('POST', `${APPAPI}?uin=1&cmd=AppGetUser`, login())).json.code).toBe(0)
})

describe('without a required parameter', () => {
  test.each(Object.keys(LOGIN).filter((name) => !['NickName', 'Avatar'].includes(name)))(
    '%s',
    async (name) => {
      const { appApi } = await runSandbox()
      const answer = await appApi(loginWithout(name))
      expect(errorOf(answer)).toBe('ErrorRequiredParamNotFound')
      expect(answer.json.data.Error.Message).toContain(name)
    },
  )

  test('Signature', async () => {
    const { appApi } = await runSandbox()
    const answer = await appApi(LOGIN)
    expect(errorOf(answer)).toBe('ErrorRequiredParamNotFound')
    expect(answer.json.msg).toContain('Signature')
  })

  test('which counts as absent when it is null', async () => {
    const { appApi } = await runSandbox()
    expect(errorOf(await appApi(login({ WxOpenID: null })))).toBe('ErrorRequiredParamNotFound')
  })

  test('it is refused before the signature is looked at', async () => {
    const { appApi } = await runSandbox()
    expect(errorOf(await appApi({ ...loginWithout('Nonce'), Signature: 'wrong' }))).toBe(
      'ErrorRequiredParamNotFound',
    )
  })
})

describe('a parameter of the wrong kind is refused by name', () => {
  test.each([
    ['RequestId', 7],
    ['RequestId', ''],
    ['AppKey', 7],
    ['WxOpenID', 7],
    ['WxOpenID', ''],
    ['NickName', 7],
    ['Avatar', {}],
    ['Timestamp', '1800000000'],
    ['Timestamp', 1.5],
    ['Timestamp', -1],
    ['Nonce', '2'],
    ['Nonce', -1],
    ['Nonce', 2 ** 53],
  ])('%s: %p', async (name, value) => {
    const { appApi } = await runSandbox()
    const answer = await appApi(login({ [name]: value }))
    expect(errorOf(answer)).toBe('InvalidParameterValue')
    expect(answer.json.msg).toContain(name)
  })

  test('Signature: 7', async () => {
    const { appApi } = await runSandbox()
    expect((await appApi({ ...LOGIN, Signature: 7 })).json.msg).toContain('Signature')
  })
})

test('an unknown AppKey is refused', async () => {
  const { appApi } = await runSandbox()
  const answer = await appApi(login({ AppKey: 'SomebodyElse' }))
  expect(errorOf(answer)).toBe('InvalidParameterValue')
  expect(answer.json.msg).toContain('AppKey')
})

describe('the signature', () => {
  const refused = async (body: unknown) => {
    const { appApi } = await runSandbox()
    const answer = await appApi(body)
    expect(errorOf(answer)).toBe('InvalidParameterValue')
    expect(answer.json.data.Error.Message).toBe('Signature 无效')
  }
  const accepted = async (body: unknown) => {
    const { appApi } = await runSandbox()
    expect((await appApi(body)).json.code).toBe(0)
  }

  test.each([
    ['RequestId', 'request-0009'],
    ['Timestamp', 1_800_000_001],
    ['Nonce', 71_087_796],
    ['WxOpenID', 'oSomebodyElse'],
    ['NickName', '小红'],
    ['Avatar', 'https://example.com/b.png'],
  ])('is refused when %s was changed after signing', (name, value) => refused({ ...login(), [name]: value }))

  test('is refused when AppKey was changed after signing', async () => {
    const other = {
      appId: 'wx5a4db0c000000002',
      appSecret: 's',
      iotAppKey: 'OtherAppKey',
      iotAppSecret: 'other',
    }
    const { DEFAULT_APP } = await import('../options')
    const { appApi } = await runSandbox({ apps: [DEFAULT_APP, other] })
    expect((await appApi({ ...login(), AppKey: 'OtherAppKey' })).json.msg).toBe('Signature 无效')
    expect((await appApi(signed({ ...LOGIN, AppKey: 'OtherAppKey' }, 'other'))).json.code).toBe(0)
  })

  test('is refused when made with another secret', () => refused(signed(LOGIN, 'another secret')))
  test('is refused when it is empty-handed Base64', () => refused({ ...LOGIN, Signature: 'AAAA' }))
  test('is refused in hexadecimal', () => {
    const { Signature } = login()
    return refused({ ...LOGIN, Signature: Buffer.from(Signature as string, 'base64').toString('hex') })
  })
  test('is refused when values were URL-encoded for it', () => {
    const encoded = Object.fromEntries(
      Object.entries(LOGIN).map(([name, value]) => [name, encodeURIComponent(value as string)]),
    )
    return refused({ ...LOGIN, Signature: signed(encoded)['Signature'] })
  })
  test('is refused when "undefined" was signed and JSON dropped it', () =>
    refused({ ...LOGIN, Signature: signed({ ...LOGIN, Platform: 'undefined' })['Signature'] }))
  test('is refused when an empty value was signed', () => {
    const message = canonicalOf({ ...LOGIN, NickName: '' })
    return refused({ ...LOGIN, NickName: '', Signature: signatureFor(message) })
  })

  test('covers fields that the platform does not document', () =>
    accepted(login({ lang: 'zh-CN', Platform: 'weapp', Agent: 'x/1', RegionId: 1 })))
  test.each(['lang', 'Platform', 'RegionId'])('is refused when %s came along unsigned', (name) =>
    refused({ ...login(), [name]: 'added' }),
  )
  test('has a dot for the underscore of a name', async () => {
    await accepted({
      ...LOGIN,
      extra_key: 'v_1',
      Signature: signatureFor(`${canonicalOf(LOGIN)}&extra.key=v_1`),
    })
    await refused({
      ...LOGIN,
      extra_key: 'v_1',
      Signature: signatureFor(`${canonicalOf(LOGIN)}&extra_key=v_1`),
    })
  })
  test('leaves out unknown fields that are empty or null', () =>
    accepted(login({ lang: '', Platform: null })))
  test('is not guessed for a field that no rule says how to sign', async () => {
    const { appApi } = await runSandbox()
    const answer = await appApi(login({ extra: true }))
    expect(errorOf(answer)).toBe('InvalidParameterValue')
    expect(answer.json.msg).toContain('extra')
  })
})

/** As signed, except that nothing is left out. */
function canonicalOf(parameters: Record<string, unknown>): string {
  const names = Object.keys(parameters).sort()
  return names.map((name) => `${name}=${parameters[name] as string}`).join('&')
}
