import { installFakeWx } from '../test/stand-ins/fake-wx'
import type { LoginError } from './errors'
import type * as SharedSessions from './shared-sessions'

let shared: typeof SharedSessions

beforeEach(() => {
  installFakeWx()
  jest.isolateModules(() => {
    shared = require('./shared-sessions') as typeof SharedSessions
  })
})

const one = { relayUrl: 'https://relay.example.com', appKey: 'one' }
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return (error as LoginError).code
  }
  return 'none'
}

test('before configure() there is no session', () => {
  expect(codeOf(() => shared.getSession())).toBe('Client.NotConfigured')
  expect(codeOf(() => shared.sessionFor({}))).toBe('Client.NotConfigured')
})

test('configure() answers the session that all use', () => {
  const session = shared.configure(one)
  expect(shared.getSession()).toBe(session)
  expect(shared.sessionFor({})).toBe(session)
  expect(shared.sessionFor({ relayUrl: 'https://relay.example.com/', appKey: 'one' })).toBe(session)
})

test('a configuration that cannot be used leaves the one before', () => {
  const session = shared.configure(one)
  expect(codeOf(() => shared.configure({ ...one, appKey: '' }))).toBe('Client.InvalidConfiguration')
  expect(shared.getSession()).toBe(session)
})

test('another AppKey or relay is another session', () => {
  const session = shared.sessionFor({ relayUrl: 'https://relay.example.com', appKey: 'one' })
  expect(shared.sessionFor({ relayUrl: 'https://relay.example.com', appKey: 'one' })).toBe(session)
  expect(shared.sessionFor({ relayUrl: 'https://relay.example.com', appKey: 'two' })).not.toBe(session)
  expect(shared.sessionFor({ relayUrl: 'https://other.example.com', appKey: 'one' })).not.toBe(session)
})

test('a component’s own session is not the configured one', () => {
  shared.sessionFor({ relayUrl: 'https://relay.example.com', appKey: 'one' })
  expect(codeOf(() => shared.getSession())).toBe('Client.NotConfigured')
})

test('half a configuration is named for what is missing', () => {
  expect(codeOf(() => shared.sessionFor({ relayUrl: 'https://relay.example.com', appKey: '' }))).toBe(
    'Client.InvalidConfiguration',
  )
  expect(codeOf(() => shared.sessionFor({ relayUrl: '', appKey: 'one' }))).toBe('Client.InvalidConfiguration')
})

test('configuring the same two again replaces the options', () => {
  const first = shared.configure(one)
  const second = shared.configure({ ...one, renewBefore: 0 })
  expect(second).not.toBe(first)
  expect(shared.sessionFor(one)).toBe(second)
})
