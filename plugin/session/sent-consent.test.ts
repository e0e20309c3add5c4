import { wxStorage } from './wx-storage'
import { installFakeWx } from '../../test/stand-ins/fake-wx'
import { configure } from '../index'

beforeEach(() => {
  jest.useFakeTimers()
})

let apps = 0
const open = (options = {}) => {
  const phone = installFakeWx()
  const appKey = `consent-${(apps += 1)}`
  return { phone, appKey, session: configure({ relayUrl: 'https://relay.example.com', appKey, ...options }) }
}
const documents = [{ name: '服务条款', version: '3' }, { name: '隐私政策' }]

test('a login tells the relay what was agreed to, where the host has asked for it', async () => {
  const { phone, session } = open({ sendConsent: true })
  session.consent.give(documents)
  await session.login()
  expect(phone.request.calls[0]?.data).toMatchObject({ consent: documents })
})

test('also after a restart of the app, from the phone’s storage', async () => {
  const { phone, appKey, session } = open({ sendConsent: true })
  await wxStorage(false).set(`iot-login:consent:v1:${appKey}`, { documents, at: 1 })
  await session.login()
  expect(phone.request.calls[0]?.data).toMatchObject({ consent: documents })
})

test('and nothing where nothing was agreed to, or by default', async () => {
  for (const options of [{ sendConsent: true }, {}]) {
    const { phone, session } = open(options)
    if (!('sendConsent' in options)) session.consent.give(documents)
    await session.login()
    expect(phone.request.calls[0]?.data).not.toHaveProperty('consent')
  }
})

test('a value that is not true or false is refused', () => {
  expect(() => open({ sendConsent: 'yes' })).toThrow(/sendConsent must be true or false/)
})
