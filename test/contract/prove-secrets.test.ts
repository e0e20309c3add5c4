import { loadConfig } from '../../relay/src'
import { reportFindings } from '../../relay/src/check/findings'
import { proveSecrets } from '../../relay/src/check/prove-secrets'
import { createSandbox, type Sandbox } from '../../sandbox/src'
import { startTinyUpstream } from '../stand-ins/tiny-upstream'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = createSandbox()
  await sandbox.listen({ port: 0 })
})
afterEach(() => sandbox.close())

async function prove(environment: Record<string, string> = {}) {
  const findings = await proveSecrets(loadConfig({ ...sandbox.relayEnvironment(), ...environment }))
  const verdicts = Object.fromEntries(
    findings.map(({ subject, verdict }) => [subject.replace(/ of wx.*/, ''), verdict]),
  )
  return { verdicts, ...reportFindings(findings) }
}

it('takes a made-up code that WeChat refuses for a proof of AppID and AppSecret', async () => {
  const { verdicts, text, status } = await prove()
  expect(verdicts['WeChat AppSecret']).toBe('accepted')
  expect(text).toContain('40029')
  expect(status).toBe(0)
})

it('logs no user in, and makes no account', async () => {
  await prove()
  expect(sandbox.world.accounts.list()).toEqual([])
})

it.each([
  ['AppSecret', { WECHAT_APP_SECRET: 'not-the-one' }, /AppSecret.*40125/],
  ['AppID', { WECHAT_APP_ID: 'wx00000000000000ff' }, /AppID.*40013/],
])('says so when the %s of WeChat is wrong', async (_what, environment, words) => {
  const { verdicts, text, status } = await prove(environment)
  expect(verdicts['WeChat AppSecret']).toBe('refused')
  expect(text).toMatch(words)
  expect(text).not.toContain('not-the-one')
  expect(status).toBe(1)
})

it('proves the access token of a plugin too', async () => {
  expect((await prove({ WECHAT_APP_KIND: 'plugin' })).verdicts['WeChat access token']).toBe('accepted')
})

it('proves each of two secrets by itself, and minds a refused previous one no more', async () => {
  const { verdicts, status } = await prove({ WECHAT_APP_SECRET_PREVIOUS: 'no-longer-good' })
  expect(verdicts).toMatchObject({
    'WeChat AppSecret': 'accepted',
    'previous WeChat AppSecret': 'refused',
  })
  expect(status).toBe(0)
})

it('says that a platform was not reached', async () => {
  const { verdicts, status } = await prove({
    WECHAT_API_URL: 'http://127.0.0.1:1',
    IOT_API_URL: 'http://127.0.0.1:1/api/exploreropen',
  })
  expect(verdicts).toEqual({ 'WeChat AppSecret': 'unanswered', 'IoT AppSecret': 'unanswered' })
  expect(status).toBe(1)
})

describe('IoT Explorer, in whichever order it checks:', () => {
  const failure = (Code: string, Message: string) =>
    JSON.stringify({ code: -1000, msg: Message, data: { Error: { Code, Message }, RequestId: '' } })
  const noUser = failure('ErrorRequiredParamNotFound', 'WxOpenID')
  const noSignature = failure('InvalidParameterValue', 'Signature 无效')
  const tooLong = failure('InvalidParameterValue.NickNameLengthInvalid', 'NickName 长度无效')

  /** The first answer is to our secret, the second to one that is wrong. */
  async function answering(...texts: string[]) {
    const upstream = await startTinyUpstream((_request, response) => {
      response.end(texts.shift())
    })
    const result = await prove({ IOT_API_URL: upstream.url })
    await upstream.close()
    return { ...result, seen: upstream.seen.map(({ body }) => JSON.parse(body) as Record<string, unknown>) }
  }

  it('the signature first: two answers prove it', async () => {
    const { verdicts, status, seen } = await answering(noUser, noSignature)
    expect(verdicts['IoT AppSecret']).toBe('accepted')
    expect(status).toBe(0)
    expect(seen).toHaveLength(2)
    expect(seen[0]?.Signature).not.toBe(seen[1]?.Signature)
    for (const request of seen) expect(Object.keys(request)).not.toContain('WxOpenID')
  })

  it('the signature first, and it is wrong', async () => {
    const { verdicts, text, status } = await answering(noSignature)
    expect(verdicts['IoT AppSecret']).toBe('refused')
    expect(text).toMatch(/AppKey and AppSecret/)
    expect(status).toBe(1)
  })

  it('the parameters first: a complete request with a nickname that is too long decides', async () => {
    const { verdicts, status, seen } = await answering(noUser, noUser, tooLong, noSignature)
    expect(verdicts['IoT AppSecret']).toBe('accepted')
    expect(status).toBe(0)
    expect(String(seen[2]?.NickName).length).toBeGreaterThan(100)
    expect(seen[2]?.WxOpenID).toBe(seen[3]?.WxOpenID)
  })

  it('the parameters first, and the secret is wrong', async () => {
    const { verdicts, status } = await answering(noUser, noUser, noSignature)
    expect(verdicts['IoT AppSecret']).toBe('refused')
    expect(status).toBe(1)
  })

  it('the nickname before the signature: it stays open, that is said, and the status is 1', async () => {
    const { verdicts, text, status } = await answering(noUser, noUser, tooLong, tooLong)
    expect(verdicts['IoT AppSecret']).toBe('undecided')
    expect(text).toMatch(/Log in once/)
    expect(status).toBe(1)
  })

  it('an AppKey that it does not know is named', async () => {
    const { verdicts, text, status } = await answering(failure('InvalidParameterValue', 'AppKey 无效'))
    expect(verdicts['IoT AppSecret']).toBe('refused')
    expect(text).toMatch(/IOT_APP_KEY.*copy it/)
    expect(status).toBe(1)
  })

  it('an application that is not linked is said', async () => {
    const { verdicts, text } = await answering(failure('UnauthorizedOperation', ''))
    expect(verdicts['IoT AppSecret']).toBe('refused')
    expect(text).toMatch(/not linked to the product: link it/)
  })

  it('a page of somebody else is no answer', async () => {
    expect((await answering('<html>')).verdicts['IoT AppSecret']).toBe('unanswered')
  })

  it.each([
    ['the right secret', {}, 'accepted', 0],
    ['a wrong AppSecret', { IOT_APP_SECRET: 'not-the-one' }, 'refused', 1],
    ['a wrong AppKey', { IOT_APP_KEY: 'SandboxAppKey0009' }, 'refused', 1],
    ['a wrong previous AppSecret', { IOT_APP_SECRET_PREVIOUS: 'no-longer-good' }, 'accepted', 0],
  ])('the sandbox tells %s', async (_what, environment: Record<string, string>, verdict, status) => {
    const proof = await prove(environment)
    expect(proof.verdicts['IoT AppSecret']).toBe(verdict)
    expect(proof.status).toBe(status)
    expect(proof.text).not.toMatch(/not-the-one|no-longer-good/)
    expect(sandbox.world.accounts.list()).toEqual([])
  })
})
