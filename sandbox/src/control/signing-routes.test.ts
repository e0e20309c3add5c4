import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sandboxRunner } from '../../test/running-sandbox'
import { LOGIN, login, signed } from '../../test/signed'

const runSandbox = sandboxRunner(fetch)

const vectors = join(__dirname, '../../../test/vectors')
const read = (name: string, file: string) => readFileSync(join(vectors, name, file), 'utf8').trimEnd()

function vector(name: string) {
  const { secret, parameters } = JSON.parse(read(name, 'given.json')) as {
    secret: string
    parameters: Record<string, unknown>
  }
  return {
    secret,
    request: { ...parameters, Signature: read(name, 'signature.txt') },
    canonical: read(name, 'canonical.txt'),
  }
}

describe('an app that is given the secret of a known vector', () => {
  test.each(['V1', 'V2', 'X1', 'X2', 'X3', 'X4', 'X5'])('finds %s valid', async (name) => {
    const { send } = await runSandbox()
    const { secret, request, canonical } = vector(name)
    await send('POST', '/sandbox/app', {
      iotAppKey: (request as Record<string, unknown>)['AppKey'],
      iotAppSecret: secret,
    })
    const { json } = await send('POST', '/sandbox/signature', { parameters: request })
    expect(json).toMatchObject({ valid: true, stringToSign: canonical, mistakes: [] })
  })

  test('lets X1 to X5 in by the platform’s own address', async () => {
    const { send, appApi } = await runSandbox()
    await send('POST', '/sandbox/app', {
      iotAppKey: 'ExampleAppKey0001',
      iotAppSecret: 'ExampleAppSecret0001',
    })
    for (const name of ['X1', 'X2', 'X3', 'X4', 'X5']) {
      expect([name, (await appApi(vector(name).request)).json.code]).toEqual([name, 0])
    }
  })

  test('shows no secret, and has its own again after a reset', async () => {
    const { send, appApi } = await runSandbox()
    const { text } = await send('POST', '/sandbox/app', { iotAppSecret: 'Chosen', appSecret: 'ChosenToo' })
    expect(text).not.toContain('Chosen')
    expect((await appApi(signed(LOGIN, 'Chosen'))).json.code).toBe(0)
    await send('POST', '/sandbox/reset')
    expect((await appApi(login())).json.code).toBe(0)
  })

  test('must be there, and may not contradict another', async () => {
    const app = (appId: string, iotAppKey: string) => ({
      appId,
      appSecret: 's',
      iotAppKey,
      iotAppSecret: appId,
    })
    const { send } = await runSandbox({ apps: [app('wx1', 'one'), app('wx2', 'two')] })
    expect((await send('POST', '/sandbox/app', { appId: 'wx3' })).json.instructions).toContain('wx1, wx2')
    expect((await send('POST', '/sandbox/app', { appId: 'wx2', iotAppKey: 'one' })).status).toBe(400)
  })
})

describe('a signature that was made elsewhere', () => {
  test('is checked with a secret that is given along', async () => {
    const { send } = await runSandbox()
    const { secret, request } = vector('V2')
    expect((await send('POST', '/sandbox/signature', { parameters: request, secret })).json.valid).toBe(true)
    const answer = await send('POST', '/sandbox/signature', { parameters: request })
    expect([answer.status, answer.json.instructions]).toEqual([
      400,
      expect.stringContaining('give the secret'),
    ])
    expect((await send('POST', '/sandbox/signature', {})).json.instructions).toContain('Signature')
  })
})

test('a refused login says in the world and in the journal what is wrong, and nothing of it in its reply', async () => {
  const { appApi, get } = await runSandbox()
  const encoded = encodeURIComponent('https://example.com/a.png')
  const { Signature } = login({ Avatar: encoded })
  const { text, json } = await appApi({ ...LOGIN, Signature })
  expect(json).toEqual({
    code: -1000,
    msg: 'Signature 无效',
    data: { Error: { Code: 'InvalidParameterValue', Message: 'Signature 无效' }, RequestId: 'request-0001' },
  })
  expect(text).not.toContain('URL-encoded')
  const world = (await get('/sandbox/world')).json
  expect(world.refusedSignatures).toEqual([
    {
      at: 1_800_000_000,
      AppKey: LOGIN['AppKey'],
      RequestId: 'request-0001',
      stringToSign: expect.stringContaining('&Avatar=https://example.com/a.png&') as string,
      mistakes: [expect.stringContaining('URL-encoded') as string],
      instructions: expect.stringContaining('sign raw values') as string,
    },
  ])
  const { entries } = (await get('/sandbox/journal')).json
  expect(entries[0].note).toContain('URL-encoded')
  expect(JSON.stringify(entries)).not.toContain(LOGIN['WxOpenID'])
})

test('only the last refused signatures are kept, and none over a reset', async () => {
  const { appApi, sandbox } = await runSandbox()
  for (let Nonce = 1; Nonce <= 25; Nonce++) await appApi({ ...LOGIN, Nonce, Signature: 'AAAA' })
  const kept = sandbox.world.refusedSignatures.list()
  expect([kept.length, kept.at(-1)?.stringToSign]).toEqual([20, expect.stringContaining('Nonce=25')])
  sandbox.reset()
  expect(sandbox.world.refusedSignatures.list()).toEqual([])
})
