import { sandboxRunner } from '../../test/running-sandbox'
import { signatureFor } from '../../test/signed'

const runSandbox = sandboxRunner(fetch)

const SECRET = 'ExampleAppSecret0001'
const APP = { iotAppKey: 'ExampleAppKey0001', iotAppSecret: SECRET }
const T1 = {
  AppKey: 'ExampleAppKey0001',
  UserId: 'u_0001',
  RequestId: 'rest-client',
  Timestamp: 1552621825,
  Nonce: 2,
  Signature: 'eYchz5+spIkU9Aygnd0x6KPRZwc=',
}
const T2 = {
  ...T1,
  UserId: 'u_fgaq3kdmqpexnka5jxybttzvrqd2d4',
  RequestId: '1552621825-2',
  Signature: 'ODiCWAtlHVitjf/YOGZt9M3pGT8=',
}

async function loginOf(body: object) {
  const { send } = await runSandbox()
  await send('POST', '/sandbox/app', APP)
  return send('POST', '/sandbox/tx-iot-sdk/login', body)
}

test.each([
  ['T1', T1, 'AppKey=ExampleAppKey0001&Nonce=2&OpenID=u_0001&RequestId=rest-client&Timestamp=1552621825'],
  [
    'T2',
    T2,
    'AppKey=ExampleAppKey0001&Nonce=2&OpenID=u_fgaq3kdmqpexnka5jxybttzvrqd2d4&RequestId=1552621825-2&Timestamp=1552621825',
  ],
])('vector %s is valid, by a check that says whose it is', async (_, vector, stringToSign) => {
  const { json } = await loginOf(vector)
  expect(json).toMatchObject({ valid: true, stringToSign, mistakes: [] })
  expect(json.ours).toContain('the sandbox’s own')
})

test('the whole reply of a relay is taken as well as its Data', async () => {
  const { json } = await loginOf({ Response: { Data: T1, RequestId: T1.RequestId } })
  expect(json.valid).toBe(true)
  const failure = await loginOf({ Response: { Error: { Code: 'c', Message: 'm' }, RequestId: 'r' } })
  expect(failure.json.instructions).toContain('AppKey, UserId')
})

const rest = 'RequestId=rest-client&Timestamp=1552621825'

test.each([
  ['signed as UserId', `AppKey=ExampleAppKey0001&Nonce=2&${rest}&UserId=u_0001`, 'sign it as OpenID'],
  [
    'signed with an Action',
    `Action=AppGetTokenByWeiXin&AppKey=ExampleAppKey0001&Nonce=2&OpenID=u_0001&${rest}`,
    'Action was signed',
  ],
  ['not sorted', `AppKey=ExampleAppKey0001&OpenID=u_0001&Nonce=2&${rest}`, 'none of the known'],
])('a login that was %s is told so', async (_, message, words) => {
  const { json } = await loginOf({ ...T1, Signature: signatureFor(message, SECRET) })
  expect([json.valid, json.instructions]).toEqual([false, expect.stringContaining(words)])
})

test.each([
  [{ UserId: 'oExample_OpenID-0001' }, 'hyphen'],
  [{ UserId: 'u'.repeat(33) }, '32'],
  [{ Timestamp: 1552621825000 }, '2147483647'],
  [{ Nonce: '2' }, 'integer'],
  [{ AppKey: 'other' }, '/sandbox/app'],
  [{ Signature: undefined }, 'Signature'],
  [{ Action: 'x' }, 'AppKey, UserId'],
])('%j is answered what to give', async (differences, instructions) => {
  const { status, json } = await loginOf({ ...T1, ...differences })
  expect([status, json.instructions]).toEqual([400, expect.stringContaining(instructions)])
})
