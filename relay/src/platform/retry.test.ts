import { relayError, type RelayError } from '../errors'
import { createRetry } from './retry'

const passing = relayError('IoTExplorer.Unreachable')

function setUp(random = 0.5) {
  const waits: number[] = []
  const retried: string[] = []
  const retry = createRetry({
    wait: async (ms) => void waits.push(ms),
    random: () => random,
    onRetry: (operation) => retried.push(operation),
  })
  return { retry, waits, retried }
}
const rules = (isHarmless: (error: RelayError) => boolean, remainingMs = 10_000) =>
  ({ operation: 'AppGetTokenByWeiXin', isHarmless, deadline: { remainingMs: () => remainingMs } }) as const

it('tries three times, after random parts of pauses that double', async () => {
  const { retry, waits, retried } = setUp()
  const attempt = jest.fn(() => Promise.reject(passing))
  await expect(
    retry(
      rules(() => true),
      attempt,
    ),
  ).rejects.toBe(passing)
  expect(attempt).toHaveBeenCalledTimes(3)
  expect(waits).toEqual([50, 100])
  expect(retried).toHaveLength(2)
})

it('gives the first success', async () => {
  const { retry } = setUp()
  const attempt = jest.fn().mockRejectedValueOnce(passing).mockResolvedValue('token')
  expect(
    await retry(
      rules(() => true),
      attempt,
    ),
  ).toBe('token')
  expect(attempt).toHaveBeenCalledTimes(2)
})

it.each([
  ['that may have done something', rules(() => false), passing],
  ['that nobody foresaw', rules(() => true), new TypeError('bug')],
  ['when there is no time left', rules(() => true, 200), passing],
])('does not try again after a failure %s', async (_what, rule, error) => {
  const { retry } = setUp()
  const attempt = jest.fn(() => Promise.reject(error))
  await expect(retry(rule, attempt)).rejects.toBe(error)
  expect(attempt).toHaveBeenCalledTimes(1)
})
