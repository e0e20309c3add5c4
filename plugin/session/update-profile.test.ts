import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { fail, succeed, throwing } from '../../test/stand-ins/scripted-call'
import { sessionBench, type SessionBench } from '../../test/stand-ins/session-bench'
import type { Session } from './session'

let bench: SessionBench
let session: Session

beforeEach(async () => {
  jest.useFakeTimers()
  bench = sessionBench()
  session = bench.open()
  await session.login()
  bench.phone.request.calls.length = 0
})

const platformError = (code: string) => ({
  statusCode: 200,
  data: { code: -1000, msg: code, data: { Error: { Code: code, Message: 'said the platform' } } },
})

test('name and picture go to the platform with the token', async () => {
  await session.updateProfile({ nickName: '小红', avatar: 'https://a.example/b' })
  expect(bench.phone.request.calls).toHaveLength(1)
  expect(bench.phone.request.calls[0]).toMatchObject({
    url: 'https://iot.example.com/tokenapi',
    data: {
      Action: 'AppUpdateUser',
      RequestId: 'request-2',
      AccessToken: 'token-1',
      NickName: '小红',
      Avatar: 'https://a.example/b',
    },
  })
})

test('what is not changed is not sent', async () => {
  await session.updateProfile({ avatar: 'https://a.example/b' })
  expect(bench.phone.request.calls[0]?.data).not.toHaveProperty('NickName')
})

test('a token that the platform refuses is dropped', async () => {
  bench.phone.request.next(succeed(platformError('InvalidParameterValue.InvalidAccessToken')))
  const error = await rejectionOf(session.updateProfile({ nickName: '小红' }))
  expect(error).toMatchObject({
    code: 'InvalidParameterValue.InvalidAccessToken',
    stage: 'profile',
    retryable: false,
    requestId: 'request-2',
  })
  expect(session.state).toBe('signed-out')
  expect(bench.stored()).toBeUndefined()
  expect(await session.getAccessToken()).toMatchObject({ Token: 'token-2' })
})

test('any other refusal leaves the token alone', async () => {
  bench.phone.request.next(succeed(platformError('InvalidParameterValue.NickNameLengthInvalid')))
  expect(await rejectionOf(session.updateProfile({ nickName: '红' }))).toMatchObject({
    code: 'InvalidParameterValue.NickNameLengthInvalid',
    retryable: false,
  })
  expect(await session.getAccessToken()).toMatchObject({ Token: 'token-1' })
})

test('a request that fails is an error with an id, of the stage profile', async () => {
  bench.phone.request.next(fail('request:fail'))
  expect(await rejectionOf(session.updateProfile({ nickName: '小红' }))).toMatchObject({
    code: 'Client.NetworkFailed',
    stage: 'profile',
    retryable: true,
    requestId: 'request-2',
  })
})

test('even a wx.request that throws is a LoginError', async () => {
  bench.phone.request.next(throwing(new TypeError('no request')))
  expect((await rejectionOf(session.updateProfile({ nickName: '小红' }))).requestId).toBe('request-2')
})

test('after logout nothing is changed and no user is logged in', async () => {
  await session.logout()
  bench.phone.request.calls.length = 0
  expect((await rejectionOf(session.updateProfile({ nickName: '小红' }))).code).toBe('Client.SignedOut')
  expect(bench.phone.request.calls).toHaveLength(0)
})

describe('what cannot be sent is refused before anyone is asked', () => {
  test.each([
    ['wxfile://tmp_a.jpg'],
    ['wxfile://temp/a.jpg'],
    ['http://tmp/a.jpg'],
    ['http://a.example/b'],
    [''],
    [null],
  ])('a picture at %j, and the cure is named', async (avatar) => {
    const error = await rejectionOf(session.updateProfile({ nickName: '小红', avatar } as never))
    expect(error).toMatchObject({ code: 'Client.InvalidProfile', stage: 'profile', retryable: false })
    expect(error.message).toContain('wx.uploadFile()')
    expect(bench.phone.request.calls).toHaveLength(0)
  })

  test.each([[{}], [undefined], [{ nickName: '' }], [{ nickName: '\u200b' }], [{ nickName: '微信用户' }]])(
    'a profile %j of which nothing is left',
    async (profile) => {
      const error = await rejectionOf(session.updateProfile(profile as never))
      expect(error.code).toBe('Client.InvalidProfile')
    },
  )
})
