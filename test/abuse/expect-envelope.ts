import { errorTable } from '../../relay/src'

interface Reply {
  statusCode: number
  text: string
}

const successKeys = ['CancelAccountTime', 'ExpireAt', 'ExpiresIn', 'Placeholder', 'Token']

/**
 * The rule of every test here: whatever is asked, the answer is an envelope of the contract, with a code of the
 * table and its status, and never that of a bug.
 */
export function expectEnvelope({ statusCode, text }: Reply): void {
  const body = JSON.parse(text)
  expect(Object.keys(body)).toEqual(['Response'])
  const { Data, Error: error, RequestId } = body.Response
  expect(RequestId).toMatch(/^[A-Za-z0-9@#$%_.:-]{1,64}$/)
  if (statusCode === 200) {
    expect(successKeys).toEqual(expect.arrayContaining(Object.keys(Data)))
    return
  }
  expect(Object.keys(body.Response).sort()).toEqual(['Error', 'RequestId'])
  expect(error.Code).not.toBe('Relay.InternalError')
  expect(errorTable[error.Code as keyof typeof errorTable].status).toBe(statusCode)
}
