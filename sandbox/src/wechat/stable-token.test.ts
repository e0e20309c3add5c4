import { sandboxRunner } from '../../test/running-sandbox'

const runSandbox = sandboxRunner(fetch)

test('a token lives for 7200 seconds and is the same one while it is good', async () => {
  const { sandbox, stableToken } = await runSandbox()
  const first = (await stableToken()).json
  expect(first).toEqual({ access_token: expect.stringMatching(/^sandbox-wechat-token-/), expires_in: 7200 })
  sandbox.clock.advance(6899)
  expect((await stableToken()).json).toEqual({ ...first, expires_in: 301 })
})

test('in its last five minutes it is replaced, and both are good', async () => {
  const { sandbox, stableToken, pluginOpenPid } = await runSandbox()
  const first = (await stableToken()).json.access_token as string
  sandbox.clock.advance(6900)
  const second = (await stableToken()).json
  expect(second.access_token).not.toBe(first)
  expect(second.expires_in).toBe(7200)
  for (const token of [first, second.access_token as string]) {
    expect((await pluginOpenPid(token, { code: 'x' })).json.errcode).toBe(1007)
  }
})

test('force_refresh ends the token before', async () => {
  const { stableToken, pluginOpenPid } = await runSandbox()
  const first = (await stableToken()).json.access_token as string
  const second = (await stableToken({ force_refresh: true })).json.access_token as string
  expect(second).not.toBe(first)
  expect((await pluginOpenPid(first, { code: 'x' })).json.errcode).toBe(40001)
  expect((await stableToken()).json.access_token).toBe(second)
})

test.each([
  [40002, { grant_type: 'authorization_code' }],
  [41002, { appid: '' }],
  [41004, { secret: undefined }],
  [40013, { appid: 'wx0000000000000000' }],
  [40125, { secret: 'wrong' }],
  [47001, { force_refresh: 'yes' }],
])('errcode %i answers %p', async (errcode, difference) => {
  const { stableToken } = await runSandbox()
  expect((await stableToken(difference)).json.errcode).toBe(errcode)
})

test('errcode 47001 answers a body that is no JSON object', async () => {
  const { send } = await runSandbox()
  expect((await send('POST', '/api.weixin.qq.com/cgi-bin/stable_token', 'a=b')).json.errcode).toBe(47001)
})
