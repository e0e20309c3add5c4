import { loadConfig } from '../config/config'

const PLUGIN = 'wx00000000000000a0'
const HOST = 'wx00000000000000b1'
const one = {
  WECHAT_APP_ID: PLUGIN,
  WECHAT_APP_SECRET: 'made-up-secret-of-wechat',
  WECHAT_APP_KIND: 'plugin',
  IOT_APP_KEY: 'MadeUpAppKey',
  IOT_APP_SECRET: 'made-up-secret-of-iot',
}
const entry = {
  wechatAppSecret: 'made-up-secret-of-wechat',
  iotAppKey: 'MadeUpAppKey',
  iotAppSecret: 'made-up-secret-of-iot',
  kind: 'plugin',
}

const rulesOf = (environment: Record<string, string>) =>
  loadConfig({ ...one, ...environment }).apps.get(PLUGIN)?.hostRules
const rulesInFile = (fields: object) =>
  loadConfig({ RELAY_APPS_FILE: 'apps.json' }, () =>
    JSON.stringify({ [PLUGIN]: { ...entry, ...fields } }),
  ).apps.get(PLUGIN)?.hostRules

test('without a token there are none', () => {
  expect(rulesOf({})).toBeUndefined()
  expect(rulesInFile({})).toBeUndefined()
})

test('variables and the file say the same', () => {
  const byVariables = rulesOf({
    PLUGIN_TOKEN: 'new-token',
    PLUGIN_TOKEN_PREVIOUS: 'old-token',
    PLUGIN_HOSTS: `${HOST},${PLUGIN}`,
    PLUGIN_DEVELOPMENT_HOSTS: HOST,
  })
  const byFile = rulesInFile({
    pluginToken: 'new-token',
    previousPluginToken: 'old-token',
    hosts: [HOST, PLUGIN],
    developmentHosts: [HOST],
  })
  for (const rules of [byVariables, byFile]) {
    expect(rules).toMatchObject({ hosts: [HOST, PLUGIN], developmentHosts: [HOST] })
    expect([rules?.pluginToken.reveal(), rules?.previousPluginToken?.reveal()]).toEqual([
      'new-token',
      'old-token',
    ])
  }
})

test('a token by itself lets in every host whose requests WeChat has signed', () => {
  expect(rulesOf({ PLUGIN_TOKEN: 'new-token' })).not.toHaveProperty('hosts')
})

test.each<[string, object, RegExp]>([
  ['hosts without a token', { hosts: [HOST] }, /hosts has no effect without pluginToken/],
  ['a token of a mini program', { kind: 'miniProgram', pluginToken: 't' }, /pluginToken is for a plugin/],
  ['hosts as a text', { pluginToken: 'new-token', hosts: HOST }, /hosts is not a list of strings: write/],
  ['no host', { pluginToken: 'new-token', hosts: [] }, /hosts is empty/],
  [
    'a host that is none',
    { pluginToken: 'new-token', hosts: ['gh_0123456789ab'] },
    /hosts holds a value that/,
  ],
  [
    'a development host that is none',
    { pluginToken: 'new-token', developmentHosts: ['mine'] },
    /developmentHosts holds a value that is not an AppID/,
  ],
])('%s are refused in the file, with the cure', (_, fields, says) => {
  expect(() => rulesInFile(fields)).toThrow(says)
})

test('a wrong variable is refused by its own name', () => {
  expect(() => rulesOf({ PLUGIN_TOKEN: 'new-token', PLUGIN_HOSTS: `${HOST}, ${PLUGIN}` })).toThrow(
    /PLUGIN_HOSTS holds a value that/,
  )
  expect(() => rulesOf({ PLUGIN_HOSTS: HOST })).toThrow(/PLUGIN_HOSTS has no effect without PLUGIN_TOKEN/)
})
