import { relayError } from '../../test/stand-ins/fake-relay'
import { rejectionOf } from '../../test/stand-ins/rejection-of'
import { fail, never, succeed } from '../../test/stand-ins/scripted-call'
import { sessionBench, settle, type SessionBench } from '../../test/stand-ins/session-bench'
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

/** Where each request went, and IoT Explorer's action. */
const asked = () =>
  bench.phone.request.calls.map(
    ({ url, data }) => (data as { Action?: string }).Action ?? url.split('/').pop(),
  )

describe('logout', () => {
  test('tells IoT Explorer with the token, and only then is the token forgotten', async () => {
    bench.phone.log.length = 0
    await session.logout()
    expect(asked()).toEqual(['AppLogoutUser'])
    expect(bench.phone.request.calls[0]?.data).toMatchObject({ AccessToken: 'token-1' })
    expect(bench.phone.log).toEqual(['request', 'removeStorage', 'setStorage'])
  })

  test('is at once here, however slow IoT Explorer is, and ends within three seconds', async () => {
    bench.phone.request.next(never)
    let over = false
    const logout = session.logout().then(() => (over = true))
    expect(session.state).toBe('signed-out')
    await jest.advanceTimersByTimeAsync(2999)
    expect(over).toBe(false)
    await jest.advanceTimersByTimeAsync(1)
    await logout
    expect(bench.stored()).toEqual({ signedOut: true })
  })

  test('does not depend on it', async () => {
    bench.phone.request.next(fail('request:fail url not in domain list', 600002))
    await session.logout()
    expect(session.state).toBe('signed-out')
  })

  test('makes no call for a token that has ended, nor without one', async () => {
    bench.clock.pass(7200)
    await session.logout()
    await session.logout()
    expect(asked()).toEqual([])
  })
})

describe('deleteAccount', () => {
  const confirmed = { confirmed: true } as const

  test('tells the relay with a fresh code, then IoT Explorer, then forgets the token', async () => {
    bench.phone.log.length = 0
    await session.deleteAccount(confirmed)
    expect(asked()).toEqual(['account-deletion', 'AppUserCancelAccount'])
    expect(bench.phone.request.calls[0]?.data).toEqual({
      code: 'code-2',
      codeType: 'login',
      requestId: 'request-2',
    })
    expect(bench.phone.request.calls[1]?.data).toMatchObject({ AccessToken: 'token-1' })
    expect(bench.phone.log).toEqual(['login', 'request', 'request', 'removeStorage', 'setStorage'])
    expect(session.state).toBe('signed-out')
    expect(bench.stored()).toEqual({ signedOut: true })
  })

  test.each([[undefined], [{}], [{ confirmed: 'true' }], [{ confirmed: false }]])(
    'with %j is refused before anyone is told',
    async (options) => {
      const error = await rejectionOf(session.deleteAccount(options as never))
      expect(error).toMatchObject({ code: 'Client.DeletionNotConfirmed', retryable: false })
      expect(asked()).toEqual([])
      expect(session.state).toBe('ready')
    },
  )

  test.each([
    ['does not answer', fail('request:fail'), 'Client.NetworkFailed'],
    ['cannot keep the mark', succeed(relayError(503, 'Relay.Busy')), 'Relay.Busy'],
    ['gives a web page', succeed({ statusCode: 200, data: '<html>' }), 'Client.UnexpectedReply'],
  ])('where the relay %s deletes nothing, and the user stays in', async (_, answer, code) => {
    bench.phone.request.next(answer)
    expect(await rejectionOf(session.deleteAccount(confirmed))).toMatchObject({
      code,
      requestId: expect.any(String),
    })
    expect(asked()).toEqual(['account-deletion'])
    expect(session.state).toBe('ready')
  })

  test('goes on where a relay of somebody else’s knows of no deletions', async () => {
    bench.phone.request.next(succeed({ statusCode: 404, data: 'Not Found' }))
    await session.deleteAccount(confirmed)
    expect(asked()).toEqual(['account-deletion', 'AppUserCancelAccount'])
  })

  test('that IoT Explorer refuses leaves the user in', async () => {
    bench.phone.request.next(
      succeed(relayError(404, 'Relay.NotFound')),
      succeed({
        statusCode: 200,
        data: { code: -1000, data: { Error: { Code: 'InternalError', Message: 'm' } } },
      }),
    )
    expect((await rejectionOf(session.deleteAccount(confirmed))).code).toBe('InternalError')
    expect(session.state).toBe('ready')
  })

  test('after a logout deletes nothing', async () => {
    await session.logout()
    bench.phone.request.calls.length = 0
    expect((await rejectionOf(session.deleteAccount(confirmed))).code).toBe('Client.SignedOut')
    expect(asked()).toEqual([])
  })
})

describe('a login while the deletion is pending', () => {
  test('is refused with the date, and a tap after a question takes the account back', async () => {
    await session.deleteAccount({ confirmed: true })
    const refusal = relayError(403, 'Relay.DeletionPending')
    Object.assign((refusal.data as { Response: { Error: object } }).Response.Error, {
      DeleteAt: 1_800_600_000,
    })
    bench.phone.request.next(succeed(refusal))
    expect(await rejectionOf(session.login())).toMatchObject({
      code: 'Relay.DeletionPending',
      retryable: false,
      deleteAt: 1_800_600_000,
    })
    await session.login({ cancelDeletion: true })
    await settle()
    expect(bench.phone.request.calls.at(-1)?.data).toMatchObject({ cancelDeletion: true })
    expect(bench.phone.request.calls.at(-2)?.data).not.toHaveProperty('cancelDeletion')
  })
})
