import { randomNonce } from './nonce'

it('gives whole numbers from 1 to 2^31 - 1, spread over the range', () => {
  const nonces = Array.from({ length: 2000 }, randomNonce)
  expect(nonces.every((nonce) => Number.isSafeInteger(nonce) && nonce >= 1 && nonce <= 2 ** 31 - 1)).toBe(
    true,
  )
  expect(new Set(nonces).size).toBeGreaterThan(1990)
  expect(Math.max(...nonces)).toBeGreaterThan(2 ** 30)
})
