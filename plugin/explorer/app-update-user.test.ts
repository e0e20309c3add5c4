import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { appUpdateUser } from './app-update-user'

const update = (status: number, body: unknown) =>
  appUpdateUser('https://iot.example.com/tokenapi', () => Promise.resolve({ status, body }))(
    'token',
    { nickName: '小明' },
    'asked',
  )

test.each([
  ['the platform’s own envelope', { code: 0, msg: '', data: { Data: 'OK', RequestId: 'asked' } }],
  ['the documented one', { Response: { Data: 'OK', RequestId: 'asked' } }],
])('success is read in %s', async (_, body) => {
  await expect(update(200, body)).resolves.toBeUndefined()
})

const Error_ = { Code: 'InternalError', Message: 'said the platform' }

test.each([
  ['its own envelope', { code: -1000, msg: '', data: { Error: Error_ } }],
  ['its own envelope, with code 0', { code: 0, msg: '', data: { Error: Error_ } }],
  ['the documented one', { Response: { Error: Error_, RequestId: 'asked' } }],
])('the platform’s error is read in %s', async (_, body) => {
  expect(await rejectionOf(update(200, body))).toMatchObject({
    code: 'InternalError',
    message: 'said the platform',
    stage: 'profile',
    retryable: true,
    requestId: 'asked',
  })
})

test.each([
  ['a page', 200, '<html></html>'],
  ['null', 200, null],
  ['a refusal without a reason', 200, { code: -1000, msg: 'no', data: '' }],
  ['data without success', 200, { code: -1000, msg: 'no', data: { Data: 'OK' } }],
  ['success without data', 200, { code: 0, msg: '', data: {} }],
  ['success with status 404', 404, { code: 0, msg: '', data: { Data: 'OK' } }],
])('%s (status %s) cannot be read', async (_, status, body) => {
  expect(await rejectionOf(update(status, body))).toMatchObject({
    code: 'Client.UnexpectedReply',
    stage: 'profile',
    retryable: false,
  })
})

test('a gateway’s page can pass', async () => {
  expect(await rejectionOf(update(502, ''))).toMatchObject({ retryable: true })
})

test('an error that the platform wrapped in an InternalError is read as what it is', async () => {
  const wrapped = { Code: 'InternalError', Message: 'InvalidParameterValue.InvalidAccessToken|Token无效' }
  expect(await rejectionOf(update(200, { code: -1000, msg: '', data: { Error: wrapped } }))).toMatchObject({
    code: 'InvalidParameterValue.InvalidAccessToken',
    message: 'Token无效',
    retryable: false,
  })
})
