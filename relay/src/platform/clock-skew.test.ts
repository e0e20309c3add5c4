import { createSkewWatch } from './clock-skew'

it('reports a clock that is off, once, and that it came right', () => {
  let now = Date.UTC(2026, 0, 1, 0, 1, 0)
  const told: unknown[] = []
  const watch = createSkewWatch({ now: () => now, elapsed: () => 0 }, (...skew) => told.push(skew))
  const date = 'Thu, 01 Jan 2026 00:00:00 GMT'
  watch('WeChat', date)
  watch('WeChat', date)
  watch('IoTExplorer', 'no date')
  now -= 30_000
  watch('WeChat', date)
  now -= 61_000
  watch('WeChat', date)
  expect(told).toEqual([
    ['WeChat', 60],
    ['WeChat', 0],
    ['WeChat', -31],
  ])
})
