import { sandboxRunner } from '../test/running-sandbox'
import { login } from '../test/signed'
import type { FaultRequest } from './fault-rules'

const runSandbox = sandboxRunner(fetch)

describe('a fault', () => {
  test('strikes the next answer of its platform, as many times as asked, and no other platform', async () => {
    const { sandbox, appApi, stableToken } = await runSandbox()
    sandbox.faults.add({ target: 'explorer', kind: 'http500', times: 2 })
    expect((await stableToken()).status).toBe(200)
    expect((await appApi(login())).status).toBe(500)
    expect((await appApi(login())).status).toBe(500)
    expect((await appApi(login())).status).toBe(200)
    expect(sandbox.faults.list()).toEqual([])
  })

  test('strikes its operation and no other', async () => {
    const { sandbox, code2Session, stableToken } = await runSandbox()
    sandbox.faults.add({ target: 'jscode2session', kind: 'error', errcode: 45011 })
    expect((await stableToken()).json).toHaveProperty('access_token')
    expect((await code2Session()).json.errcode).toBe(45011)
  })

  test('waits its turn', async () => {
    const { sandbox, appApi } = await runSandbox()
    sandbox.faults.add({ target: 'explorer', kind: 'error', Code: 'First' })
    sandbox.faults.add({ target: 'AppGetTokenByWeiXin', kind: 'error', Code: 'Second' })
    expect((await appApi(login())).json.data.Error.Code).toBe('First')
    expect((await appApi(login())).json.data.Error.Code).toBe('Second')
  })
})

describe('a fault of the platform keeps it from serving:', () => {
  const spoiled = async (fault: FaultRequest) => {
    const { sandbox, appApi } = await runSandbox()
    sandbox.faults.add(fault)
    const answer = await appApi(login())
    expect(sandbox.world.accounts.list()).toEqual([])
    return answer
  }

  test('html', async () => {
    const { status, contentType, json } = await spoiled({ target: 'explorer', kind: 'html' })
    expect([status, contentType, json]).toEqual([200, 'text/html; charset=utf-8', undefined])
  })

  test('http500', async () => {
    expect(await spoiled({ target: 'explorer', kind: 'http500' })).toMatchObject({
      status: 500,
      json: undefined,
    })
  })

  test('error', async () => {
    const { json } = await spoiled({
      target: 'explorer',
      kind: 'error',
      Code: 'InternalError',
      Message: '内部错误',
    })
    expect(json).toEqual({
      code: -1000,
      msg: '内部错误',
      data: { Error: { Code: 'InternalError', Message: '内部错误' }, RequestId: 'request-0001' },
    })
  })

  test('codeZeroWithError', async () => {
    const { json } = await spoiled({
      target: 'explorer',
      kind: 'codeZeroWithError',
      Code: 'InvalidParameterValue',
    })
    expect(json).toMatchObject({ code: 0, data: { Error: { Code: 'InvalidParameterValue' } } })
  })

  test('wrappedInternalError', async () => {
    const { json } = await spoiled({ target: 'explorer', kind: 'wrappedInternalError', Message: 'text' })
    expect(json.code).toBe(-1000)
    expect(json.data.Error).toEqual({
      Code: 'InternalError',
      Message: 'InvalidParameterValue.UserLoginFailed|text',
    })
  })

  test('error of WeChat, which leaves the code unspent', async () => {
    const { sandbox, code2Session } = await runSandbox()
    const { code } = sandbox.mintCode()
    sandbox.faults.add({ target: 'wechat', kind: 'error', errcode: -1, errmsg: 'busy' })
    expect((await code2Session({ js_code: code })).json.errmsg).toMatch(/^busy, rid: /)
    expect((await code2Session({ js_code: code })).json).toHaveProperty('openid')
  })
})

describe('an answer that lacks something:', () => {
  test.each([
    ['missingToken', ['ExpireAt']],
    ['missingExpireAt', ['Token']],
  ] as const)('%s leaves %p', async (kind, left) => {
    const { sandbox, appApi } = await runSandbox()
    sandbox.faults.add({ target: 'AppGetTokenByWeiXin', kind })
    const { json } = await appApi(login())
    expect(json.code).toBe(0)
    expect(Object.keys(json.data.Data)).toEqual(left)
  })

  test('missingOpenId', async () => {
    const { sandbox, code2Session } = await runSandbox()
    sandbox.faults.add({ target: 'jscode2session', kind: 'missingOpenId' })
    const { json } = await code2Session({ js_code: sandbox.mintCode().code })
    expect(Object.keys(json)).toEqual(['session_key'])
  })
})

describe('a fault of the network strikes after the platform has served:', () => {
  test('closedConnection', async () => {
    const { sandbox, code2Session } = await runSandbox()
    const { code } = sandbox.mintCode()
    sandbox.faults.add({ target: 'jscode2session', kind: 'closedConnection' })
    await expect(code2Session({ js_code: code })).rejects.toThrow()
    expect((await code2Session({ js_code: code })).json.errcode).toBe(40163)
  })

  test('latency', async () => {
    const { sandbox, code2Session } = await runSandbox()
    const { code } = sandbox.mintCode()
    sandbox.faults.add({ target: 'jscode2session', kind: 'latency', milliseconds: 30 })
    expect((await code2Session({ js_code: code })).json).toHaveProperty('openid')
    const [entry] = sandbox.journal.since().entries
    expect(entry).toMatchObject({ fault: 'latency', status: 200 })
    expect(entry?.durationMs).toBeGreaterThanOrEqual(29)
  })

  test.each([
    ['hang', 'close'],
    ['hang', 'reset'],
    ['latency', 'close'],
    ['latency', 'reset'],
  ] as const)('%s ends, and leaves nothing behind, at %s', async (kind, end) => {
    const { sandbox, code2Session } = await runSandbox()
    sandbox.faults.add({ target: 'wechat', kind, ...(kind === 'latency' ? { milliseconds: 600_000 } : {}) })
    const answer = code2Session({ js_code: sandbox.mintCode().code })
    while (sandbox.faults.list().length > 0) await new Promise(setImmediate)
    await sandbox[end]()
    await expect(answer).rejects.toThrow()
  })
})
