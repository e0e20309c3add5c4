import fc from 'fast-check'
import { ConfigError, createCloudFunction, loadConfig, RelayError } from '../../relay/src'
import { variables } from '../../relay/src/config/variables'
import { readAppGetToken } from '../../relay/src/platform/explorer/app-get-token'
import { readCodeToSession, readPluginOpenPid } from '../../relay/src/platform/wechat/exchange-code'
import { readStableToken } from '../../relay/src/platform/wechat/access-token'
import { createSandbox } from '../../sandbox/src'
import { expectEnvelope } from './expect-envelope'

const runs = { numRuns: 300 }

it('any event of a cloud function gets an envelope, and no login without a user', async () => {
  const sandbox = createSandbox()
  await sandbox.listen({ port: 0 })
  const logged: string[] = []
  const main = createCloudFunction(loadConfig(sandbox.relayEnvironment()), {
    getWXContext: () => ({}),
    writeLog: (line) => logged.push(line),
  })
  const event = fc.oneof(fc.anything({ withBigInt: false }), fc.dictionary(fc.string(), fc.jsonValue()))
  const property = fc.asyncProperty(event, async (given) => {
    const { statusCode, ...body } = await main(given)
    expectEnvelope({ statusCode, text: JSON.stringify(body) })
  })
  await fc.assert(property, runs)
  expect(sandbox.world.accounts.list()).toEqual([])
  expect(logged.filter((line) => line.includes('"bug"'))).toEqual([])
  await sandbox.close()
})

it('any environment is a configuration or a list of problems that quotes no secret', () => {
  const secret = fc.stringMatching(/^[\x21-\x7e]{24,40}$/)
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('0', '-1', '1e9', 'true', 'https://a.example', '127.0.0.1'),
  )
  const names = Object.keys(variables).filter((name) => !name.endsWith('_URL'))
  const environment = fc.tuple(
    fc.dictionary(fc.constantFrom(...names), value),
    fc.record({ WECHAT_APP_SECRET: secret, IOT_APP_SECRET: secret }),
  )
  const property = fc.property(environment, fc.string(), ([given, secrets], file) => {
    try {
      loadConfig({ ...given, ...secrets }, () => file)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      for (const hidden of Object.values(secrets)) expect(error.message).not.toContain(hidden)
    }
  })
  fc.assert(property, runs)
})

describe('any reply of an upstream is read, or refused by a code:', () => {
  const nearly = (fields: string[]) =>
    fc.dictionary(
      fc.constantFrom(...fields, 'errcode', 'code', 'data', 'Response'),
      fc.oneof(
        fc.jsonValue(),
        fc.dictionary(fc.constantFrom(...fields, 'Data', 'Error', 'Code', 'Message'), fc.jsonValue()),
      ),
    )
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    nearly(['openid', 'unionid', 'access_token', 'expires_in', 'openpid', 'Token', 'ExpireAt']).map((reply) =>
      JSON.stringify(reply),
    ),
  )
  const readers: [string, (text: string) => unknown][] = [
    ['code2Session', (text) => readCodeToSession(text, 'unionid')],
    ['stable_token', readStableToken],
    ['getPluginOpenPId', readPluginOpenPid],
    ['AppGetTokenByWeiXin', (text) => readAppGetToken(text, 'r', 0)],
  ]

  it.each(readers)('%s', (_name, read) => {
    const property = fc.property(texts, (text) => {
      try {
        read(text)
      } catch (error) {
        if (!(error instanceof RelayError)) throw error
        expect(error.row.status).toBeGreaterThanOrEqual(400)
      }
    })
    fc.assert(property, { numRuns: 1000 })
  })
})
