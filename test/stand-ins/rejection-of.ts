import { isLoginError, type LoginError } from '../../plugin/errors'

/** The error that `promise` rejects with, which has to be a whole LoginError. */
export async function rejectionOf(promise: Promise<unknown>): Promise<LoginError> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
  if (!('error' in outcome)) throw new Error(`Fulfilled with ${JSON.stringify(outcome.value)}`)
  const { error } = outcome
  if (!isLoginError(error)) throw new Error('Rejected with something else', { cause: error })
  expect(error.code).not.toBe('')
  expect(typeof error.retryable).toBe('boolean')
  expect(['configuration', 'identity', 'exchange', 'profile', 'session']).toContain(error.stage)
  return error
}
