import { startBench } from './bench'
import { expectedOf, MATTER_OF_ORDER } from './expected'
import { play, situations } from './situations'
import { documentedWay, withIotLogin } from './ways'

jest.setTimeout(30_000)

/** Real HTTP, the SDK as published: with our session behind its `getAccessToken`, and with what the documents say. */
describe.each([withIotLogin, documentedWay])('with $name, the SDK meets:', (way) => {
  test.each(situations)('$name', async (situation) => {
    const bench = await startBench(way)
    try {
      const seen = await play(situation, bench)
      const { ended, requests, ...exactly } = expectedOf(situation.name, way.name)
      const [least, most] = typeof requests === 'number' ? [requests, requests] : requests
      expect(seen).toMatchObject(exactly)
      expect(seen.requests).toBeGreaterThanOrEqual(least)
      expect(seen.requests).toBeLessThanOrEqual(most)
      if (ended !== MATTER_OF_ORDER) expect(seen.ended).toBe(ended)
      expect(bench.phone.requests.every(({ url }) => url.startsWith('http://127.0.0.1:'))).toBe(true)
    } finally {
      await bench.close()
    }
  })
})
