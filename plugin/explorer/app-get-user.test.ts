import { askWhetherRefused } from './app-get-user'

const answering = (body: unknown) => askWhetherRefused('url', () => Promise.resolve({ status: 200, body }))
const error = (Code: string, Message = '') => ({ Error: { Code, Message } })
const REFUSED = 'InvalidParameterValue.InvalidAccessToken'

test('asks AppGetUser with the token', async () => {
  const sent: unknown[] = []
  await askWhetherRefused('url', (url, body) => {
    sent.push(url, body)
    return Promise.resolve({ status: 200, body: {} })
  })('the-token', 'the-id')
  expect(sent).toEqual(['url', { Action: 'AppGetUser', RequestId: 'the-id', AccessToken: 'the-token' }])
})

test.each([
  ['as the clients see it', { code: -1000, msg: '', data: error(REFUSED) }],
  ['as the documents show it', { Response: error(REFUSED) }],
  ['inside an InternalError', { code: -1000, data: error('InternalError', `${REFUSED}|Token无效`) }],
])('takes a refusal %s', async (_, body) => {
  await expect(answering(body)('token', 'id')).resolves.toBe(true)
})

test.each([
  ['a user', { code: 0, msg: '', data: { Data: { UserID: 'u' } } }],
  ['another error', { code: -1000, data: error('InternalError', 'busy') }],
  ['a page', '<html>InvalidParameterValue.InvalidAccessToken</html>'],
  ['nothing', null],
])('takes %s for no refusal', async (_, body) => {
  await expect(answering(body)('token', 'id')).resolves.toBe(false)
})

test('takes silence for no refusal', async () => {
  const ask = askWhetherRefused('url', () => Promise.reject(new Error('no network')))
  await expect(ask('token', 'id')).resolves.toBe(false)
})
