import { sandboxRunner } from '../../test/running-sandbox'
import { DEFAULT_APP } from '../options'

const runSandbox = sandboxRunner(fetch)
const OTHER_APP = {
  appId: 'wx5a4db0c000000002',
  appSecret: 's2',
  iotAppKey: 'OtherAppKey',
  iotAppSecret: 'i2',
}

async function runWithToken() {
  const run = await runSandbox({ apps: [DEFAULT_APP, OTHER_APP] })
  const token = (await run.stableToken()).json.access_token as string
  const openPid = async (code: unknown) => (await run.pluginOpenPid(token, { code })).json
  return { ...run, stable: token, openPid }
}

test('a wx.pluginLogin code is traded for an openpid', async () => {
  const { sandbox, openPid } = await runWithToken()
  const { code } = sandbox.mintCode({ codeType: 'pluginLogin' })
  expect(await openPid(code)).toEqual({
    errcode: 0,
    errmsg: 'ok',
    openpid: expect.stringMatching(/^oSandboxPid_/),
  })
})

test('the openpid is another under another host', async () => {
  const { sandbox, openPid } = await runWithToken()
  const under = async (hostAppId: string) => {
    const { code } = sandbox.mintCode({ codeType: 'pluginLogin', hostAppId })
    return (await openPid(code)).openpid as string
  }
  const first = await under('wx00000000000000aa')
  expect(await under('wx00000000000000aa')).toBe(first)
  expect(await under('wx00000000000000bb')).not.toBe(first)
})

describe('is refused', () => {
  test.each([
    [1007, { codeType: 'login' }],
    [1005, { codeType: 'pluginLogin', appId: OTHER_APP.appId }],
  ] as const)('with %i for the code of %p', async (errcode, mint) => {
    const { sandbox, openPid } = await runWithToken()
    expect((await openPid(sandbox.mintCode(mint).code)).errcode).toBe(errcode)
  })

  test('with 1007 when the code has been used or has expired', async () => {
    const { sandbox, openPid } = await runWithToken()
    const [used, late] = [1, 2].map(() => sandbox.mintCode({ codeType: 'pluginLogin' }).code)
    await openPid(used)
    expect((await openPid(used)).errcode).toBe(1007)
    sandbox.clock.advance(300)
    expect((await openPid(late)).errcode).toBe(1007)
  })

  test.each([undefined, '', 7])('with 1001 when code is %p', async (code) => {
    const { openPid } = await runWithToken()
    expect((await openPid(code)).errcode).toBe(1001)
  })

  test('with 1022 when the body is no JSON object', async () => {
    const { pluginOpenPid, stable } = await runWithToken()
    expect((await pluginOpenPid(stable, 'code=1')).json.errcode).toBe(1022)
  })

  test('by its access_token: 41001 missing, 40001 unknown, 42001 expired', async () => {
    const { pluginOpenPid, stable, sandbox } = await runWithToken()
    expect((await pluginOpenPid('', { code: 'x' })).json.errcode).toBe(41001)
    expect((await pluginOpenPid('unknown', { code: 'x' })).json.errcode).toBe(40001)
    sandbox.clock.advance(7200)
    expect((await pluginOpenPid(stable, { code: 'x' })).json.errcode).toBe(42001)
  })
})
