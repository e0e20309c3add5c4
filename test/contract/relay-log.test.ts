import { DEFAULT_APP, type FaultRequest } from '../../sandbox/src'
import { createRelay, loadConfig } from '../../relay/src'
import { postLogin, startRelay } from '../stand-ins/running-relay'
import { startTinyUpstream } from '../stand-ins/tiny-upstream'

const profile = { nickName: '不该出现的名字', avatar: 'https://example.com/never-in-a-log.png' }

it('writes one line for each login, with its request id, its end and what its hops took', async () => {
  const { url, sandbox, logged, close } = await startRelay()
  await postLogin(url, { code: sandbox.mintCode().code, requestId: 'one', ...profile })
  await postLogin(url, { code: 'never-minted', requestId: 'two' })
  await postLogin(url, { requestId: 'three' })
  await close()
  const lines = logged.map((line) => JSON.parse(line) as Record<string, unknown>)
  const hop = expect.any(Number)
  const base = { time: expect.any(String), event: 'login', totalMs: hop }
  expect(lines).toEqual([
    {
      ...base,
      level: 'info',
      requestId: 'one',
      appId: DEFAULT_APP.appId,
      outcome: 'ok',
      status: 200,
      wechatMs: hop,
      iotMs: hop,
    },
    {
      ...base,
      level: 'warn',
      requestId: 'two',
      appId: DEFAULT_APP.appId,
      outcome: 'WeChat.CodeInvalid',
      status: 401,
      wechatMs: hop,
      upstreamCode: '40029',
    },
    { ...base, level: 'warn', requestId: 'three', outcome: 'Relay.InvalidParameter', status: 400 },
  ])
})

it('tells the operator which secret to look at when IoT Explorer refuses the signature', async () => {
  const { url, sandbox, logged, close } = await startRelay({ environment: { IOT_APP_SECRET: 'not-the-one' } })
  await postLogin(url, { code: sandbox.mintCode().code })
  await close()
  expect(JSON.parse(logged[0] ?? '{}')).toMatchObject({
    level: 'error',
    hint: expect.stringMatching(/AppSecret/),
  })
})

it('shows no code, id, token, secret or profile in its log or failures, whatever goes wrong', async () => {
  const faults: (FaultRequest | undefined)[] = [
    undefined,
    { target: 'jscode2session', kind: 'html' },
    { target: 'jscode2session', kind: 'closedConnection' },
    { target: 'jscode2session', kind: 'missingOpenId' },
    { target: 'jscode2session', kind: 'hang' },
    { target: 'AppGetTokenByWeiXin', kind: 'hang' },
    { target: 'AppGetTokenByWeiXin', kind: 'missingExpireAt' },
    { target: 'AppGetTokenByWeiXin', kind: 'closedConnection' },
    { target: 'AppGetTokenByWeiXin', kind: 'codeZeroWithError', Code: 'InvalidParameterValue' },
    { target: 'getpluginopenpid', kind: 'error', errcode: 40001 },
    { target: 'stable_token', kind: 'http500' },
  ]
  const { url, sandbox, logged, close } = await startRelay({
    environment: { WECHAT_APP_KIND: 'plugin', UPSTREAM_TIMEOUT_MS: '200' },
  })
  const failures: string[] = []
  for (const fault of faults) {
    for (const codeType of ['login', 'pluginLogin'] as const) {
      sandbox.faults.clear()
      if (fault !== undefined) sandbox.faults.add(fault)
      const answer = await postLogin(url, { code: sandbox.mintCode({ codeType }).code, codeType, ...profile })
      if (answer.status !== 200) failures.push(answer.text)
      const code = sandbox.mintCode({ codeType }).code
      failures.push((await postLogin(url, { code, codeType, openid: 'x', ...profile })).text)
      await postLogin(`${url}/login?code=${code}`, `{"code":"${code}`)
    }
  }
  const { world } = sandbox
  const hidden = [
    ...Object.values(profile),
    DEFAULT_APP.appSecret,
    DEFAULT_APP.iotAppSecret,
    DEFAULT_APP.iotAppKey,
    ...world.codes.list().map(({ code }) => code),
    ...world.accounts.list().map(({ wxOpenId }) => wxOpenId),
    ...world.accessTokens.list().map(({ token }) => token),
    ...world.weChatTokens.list().map(({ token }) => token),
  ]
  await close()
  expect(logged.length).toBeGreaterThan(40)
  expect(failures.length).toBeGreaterThan(25)
  expect(hidden.length).toBeGreaterThan(50)
  const written = [...logged, ...failures].join('')
  expect(hidden.filter((value) => written.includes(value))).toEqual([])
})

it('repeats nothing of an upstream that quotes what it was sent', async () => {
  const wechat = await startTinyUpstream((_request, response) => {
    response.end('{"openid":"oHidden","session_key":"hidden-session-key","unionid":"uHidden"}')
  })
  const iot = await startTinyUpstream((_request, response) => {
    const Error = { Code: 'InvalidParameterValue', Message: `Signature: ${iot.seen.at(-1)?.body}` }
    response.end(JSON.stringify({ code: -1000, msg: Error.Message, data: { Error } }))
  })
  const logged: string[] = []
  const relay = createRelay(
    loadConfig({
      WECHAT_APP_ID: 'wx0123456789abcdef',
      WECHAT_APP_SECRET: 'hidden-wechat-secret',
      IOT_APP_KEY: 'hidden-key',
      IOT_APP_SECRET: 'hidden-iot-secret',
      WECHAT_API_URL: wechat.url,
      IOT_API_URL: iot.url,
      LOG_LEVEL: 'debug',
    }),
    { writeLog: (line) => logged.push(line) },
  )
  const { text, status } = await postLogin(await relay.app.listen({ port: 0 }), {
    code: 'hidden-code',
    ...profile,
  })
  await Promise.all([relay.close(), wechat.close(), iot.close()])
  expect(status).toBe(500)
  expect(iot.seen[0]?.body).toContain('oHidden')
  expect(logged).toHaveLength(1)
  expect(logged.join('') + text).not.toMatch(/hidden|不该出现|never-in-a-log/i)
})
