import { NOW, sandboxRunner } from '../test/running-sandbox'
import { login, LOGIN } from '../test/signed'
import { Journal } from './journal'

const runSandbox = sandboxRunner(fetch)

test('tells what was asked and what was answered', async () => {
  const { appApi, get } = await runSandbox()
  await appApi(login({ Nonce: 0, Timestamp: NOW }))
  await appApi('{')
  const { json } = await get('/sandbox/journal')
  expect(json).toEqual({
    lastSequence: 2,
    entries: [
      expect.objectContaining({
        sequence: 1,
        at: NOW * 1000,
        host: 'explorer',
        operation: 'AppGetTokenByWeiXin',
        method: 'POST',
        path: '/iot.cloud.tencent.com/api/exploreropen/appapi',
        request: expect.objectContaining({ RequestId: 'request-0001', Nonce: 0, WxOpenID: 'oEx…' }),
        status: 200,
        reply: {
          code: 0,
          msg: '',
          data: { Data: { Token: 'san…', ExpireAt: expect.any(Number) }, RequestId: 'request-0001' },
        },
        durationMs: expect.any(Number),
      }),
      expect.objectContaining({
        sequence: 2,
        operation: 'appapi',
        reply: expect.objectContaining({ code: -1000 }),
      }),
    ],
  })
})

test('shows nothing that identifies anybody or lets anybody in', async () => {
  const run = await runSandbox()
  const { code } = run.sandbox.mintCode()
  const { openid, session_key } = (await run.code2Session({ js_code: code })).json
  const plugin = run.sandbox.mintCode({ codeType: 'pluginLogin' })
  const stable = (await run.stableToken()).json.access_token as string
  const { openpid } = (await run.pluginOpenPid(stable, { code: plugin.code })).json
  const request = login({ WxOpenID: openid })
  const { Token } = (await run.appApi(request)).json.data.Data
  await run.tokenApi('AppGetUser', { AccessToken: Token })

  const { text, json } = await run.get('/sandbox/journal')
  expect(json.entries).toHaveLength(5)
  const secrets = [
    code,
    openid,
    session_key,
    plugin.code,
    stable,
    openpid,
    Token,
    request['Signature'],
    LOGIN['NickName'],
  ]
  for (const secret of [...secrets, 'not-a-real-secret']) expect(text).not.toContain(secret)
})

test('says why, where the reply does not', async () => {
  const { appApi, sandbox } = await runSandbox()
  await appApi({ ...login(), Nonce: 1 })
  expect(sandbox.journal.since().entries[0]?.note).toContain('GET /sandbox/world')
})

test('says which answers were spoiled, and which were not sent', async () => {
  const { appApi, sandbox } = await runSandbox()
  sandbox.faults.add({ target: 'explorer', kind: 'closedConnection' })
  await expect(appApi(login())).rejects.toThrow()
  expect(sandbox.journal.since().entries[0]).toMatchObject({
    fault: 'closedConnection',
    status: null,
    reply: null,
  })
})

test('gives what is new since, and goes on counting over a reset', async () => {
  const { stableToken, get, sandbox } = await runSandbox()
  await stableToken()
  await stableToken()
  expect((await get('/sandbox/journal?since=1')).json.entries).toMatchObject([{ sequence: 2 }])
  sandbox.reset()
  await stableToken()
  expect((await get('/sandbox/journal?since=2')).json.entries).toMatchObject([{ sequence: 3 }])
})

test('keeps the last 500', () => {
  const journal = new Journal()
  const entry = { at: 0, host: 'wechat', operation: 'o', method: 'GET', path: '/', durationMs: 0 } as const
  for (let i = 0; i < 501; i++) journal.record({ ...entry, request: {}, status: 200, reply: {} })
  expect(journal.since().entries).toHaveLength(500)
  expect(journal.since().entries[0]?.sequence).toBe(2)
})
