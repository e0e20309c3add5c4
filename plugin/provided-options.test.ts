import { providedOptions } from './provided-options'
import type { SessionOptions } from './session-options'

const provider = { relayUrl: 'https://login.provider.example', appKey: 'provider-key' }
const given = (options: object) => providedOptions(options as SessionOptions, provider)

test('without a provider, options are left as they are', () => {
  const options = { relayUrl: 'https://login.example.com', appKey: 'own' }
  expect(providedOptions(options, undefined)).toBe(options)
})

test.each<[string, object]>([
  ['nothing', {}],
  ['undefined', { relayUrl: undefined, appKey: undefined }],
  ['the same relay, with a slash', { relayUrl: 'https://login.provider.example/' }],
  ['the same two', provider],
  ['wx.request by name', { transport: 'request' }],
])('a host that gives %s logs in at the relay of the provider', (_, options) => {
  expect(given(options)).toMatchObject(provider)
})

test.each<[string, object, string]>([
  ['another relay', { relayUrl: 'https://login.host.example' }, 'relayUrl must'],
  ['another AppKey', { appKey: 'host-key' }, 'appKey must'],
  ['another relay and AppKey', { relayUrl: 'https://a.example', appKey: 'b' }, 'relayUrl and appKey must'],
  ['something that is no URL', { relayUrl: 7 }, 'relayUrl must'],
])('a host that gives %s is told of the domains of a plugin, and of transport', (_, options, says) => {
  const refused = () => given(options)
  expect(refused).toThrow(expect.objectContaining({ code: 'Client.InvalidConfiguration', retryable: false }))
  for (const words of [says, 'domains', 'transport']) expect(refused).toThrow(words)
  expect(refused).not.toThrow('host.example')
})

test.each<[string, unknown]>([
  ['a function', () => Promise.resolve({ status: 200, body: {} })],
  ["WeChat's cloud", { callFunction: 'login' }],
])('a host with %s as transport has a relay and an AppKey of its own', (_, transport) => {
  const options = { transport, appKey: 'host-key' }
  expect(given(options)).toBe(options)
})
