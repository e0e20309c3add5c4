import { isDue, keep, secondsLeft } from './kept-token'

const kept = keep({ Token: 'token', ExpireAt: 1_800_000_100, ExpiresIn: 100 }, 5_000_000)
const after = (seconds: number) => 5_000_000 + seconds * 1000

test('its life is counted from when it came, whatever the clocks say about ExpireAt', () => {
  expect(kept).toEqual({
    token: 'token',
    expireAt: 1_800_000_100,
    expiresIn: 100,
    receivedAt: 5_000_000,
  })
  expect(secondsLeft(kept, after(0))).toBe(100)
  expect(secondsLeft(kept, after(30.5))).toBe(69.5)
  expect(secondsLeft(kept, after(101))).toBe(-1)
})

test('what the relay opens accounts with is kept beside it', () => {
  const Placeholder = { NickName: '微信用户', Avatar: 'https://relay.example.com/unknown.png' }
  expect(keep({ Token: 'token', ExpireAt: 1, ExpiresIn: 1, Placeholder }, 0).placeholder).toEqual(Placeholder)
})

test('a clock that was set back leaves no life', () => {
  expect(secondsLeft(kept, after(-0.001))).toBe(0)
})

test.each([
  ['before the margin', 89, 10, false],
  ['at the margin', 90, 10, true],
  ['before half its life, with a margin longer than that', 49, 300, false],
  ['at half its life, with a margin longer than that', 50, 300, true],
  ['just before its end, without a margin', 99.999, 0, false],
  ['at its end, without a margin', 100, 0, true],
])('%s', (_, age, margin, due) => {
  expect(isDue(kept, after(age), margin)).toBe(due)
})
