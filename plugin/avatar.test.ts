import { AVATAR_URL, installFakeWx, type FakeWx } from '../test/stand-ins/fake-wx'
import { relayError } from '../test/stand-ins/fake-relay'
import { rejectionOf } from '../test/stand-ins/rejection-of'
import { fail, never, succeed } from '../test/stand-ins/scripted-call'
import { uploadAvatar } from './avatar'
import { configure } from './index'

let phone: FakeWx
const PICTURE = 'wxfile://tmp_a.png'

beforeEach(async () => {
  jest.useFakeTimers()
  phone = installFakeWx()
  await configure({ relayUrl: 'https://relay.example.com', appKey: 'app-key', appId: 'wx1' }).login()
})

const reply = (statusCode: number, data: unknown) => succeed({ statusCode, data: JSON.stringify(data) })

test('the picture goes to the relay with a fresh code and the name, and its lasting address comes back', async () => {
  expect(await uploadAvatar(PICTURE, { nickName: ' 小红 ' })).toBe(AVATAR_URL)
  expect(phone.uploadFile.calls).toHaveLength(1)
  const [{ url, filePath, name, formData } = {}] = phone.uploadFile.calls
  expect({ url, filePath, name }).toEqual({
    url: 'https://relay.example.com/avatar',
    filePath: PICTURE,
    name: 'file',
  })
  expect(formData).toEqual({
    code: 'code-2',
    codeType: 'login',
    appId: 'wx1',
    nickName: '小红',
    requestId: expect.any(String) as string,
  })
})

test('a relay on this very machine may name its picture by http', async () => {
  const AvatarUrl = 'http://127.0.0.1:8787/avatar/a.jpg'
  phone.uploadFile.next(reply(200, { Response: { Data: { AvatarUrl } } }))
  expect(await uploadAvatar(PICTURE)).toBe(AvatarUrl)
})

test('without a name none is sent, so that the account keeps its own', async () => {
  await uploadAvatar(PICTURE)
  expect(phone.uploadFile.calls[0]?.formData).not.toHaveProperty('nickName')
})

test('a missing uploadFile domain is told as what it is: a list of its own', async () => {
  phone.uploadFile.next(fail('uploadFile:fail url not in domain list', 600002))
  const error = await rejectionOf(uploadAvatar(PICTURE))
  expect(error).toMatchObject({ code: 'Client.DomainNotAllowed', stage: 'profile', retryable: false })
  expect(error.message).toContain('uploadFile domains')
})

test.each([
  [
    'a file that is gone',
    fail('uploadFile:fail file doesn’t exist'.replace('’', "'")),
    'Client.InvalidProfile',
  ],
  [
    'what is no path',
    fail('uploadFile:fail parameter error: parameter.filePath should be String instead of Undefined;', 1001),
    'Client.InvalidProfile',
  ],
  ['no network', fail('uploadFile:fail net::ERR_CONNECTION_REFUSED', 600001), 'Client.NetworkFailed'],
  ['a captive portal', succeed({ statusCode: 200, data: '<html>' }), 'Client.UnexpectedReply'],
  [
    'an http address',
    reply(200, { Response: { Data: { AvatarUrl: 'http://a' } } }),
    'Client.UnexpectedReply',
  ],
  ['the relay’s word', reply(413, relayError(413, 'Relay.AvatarTooLarge').data), 'Relay.AvatarTooLarge'],
])('%s has a code of its own, at the stage of the profile', async (_, answer, code) => {
  phone.uploadFile.next(answer)
  expect(await rejectionOf(uploadAvatar(PICTURE))).toMatchObject({ code, stage: 'profile' })
})

test('an upload that takes a minute is aborted', async () => {
  phone.uploadFile.next(never)
  const failed = rejectionOf(uploadAvatar(PICTURE))
  await jest.advanceTimersByTimeAsync(60_000)
  expect(await failed).toMatchObject({ code: 'Client.RequestTimeout', retryable: true })
  expect(phone.aborted).toEqual(['https://relay.example.com/avatar'])
})

test('a user who is not signed in has no account for it, and nothing is asked', async () => {
  const session = configure({ relayUrl: 'https://relay.example.com', appKey: 'other-key' })
  expect(await rejectionOf(uploadAvatar(PICTURE, { session }))).toMatchObject({ code: 'Client.SignedOut' })
  expect(phone.uploadFile.calls).toHaveLength(0)
})

test('a relay on WeChat’s cloud is refused by the reason that its calls carry no file', async () => {
  const session = configure({ appKey: 'cloud-key', transport: { callFunction: 'login' } })
  const error = await rejectionOf(uploadAvatar(PICTURE, { session }))
  expect(error).toMatchObject({ code: 'Client.InvalidConfiguration', stage: 'profile' })
})
