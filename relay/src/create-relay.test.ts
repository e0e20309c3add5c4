import { startTinyUpstream } from '../../test/stand-ins/tiny-upstream'
import { loadConfig } from './config/config'
import { createRelay } from './create-relay'

// An idle connection ends by itself after four seconds: this has to see it end before that.
const SOONER_MS = 2000

it(
  'uses the clock and the nonce it is given, and leaves no connection to an upstream when it closes',
  async () => {
    const upstream = await startTinyUpstream((request, response) => {
      // Its clock is not the one that the relay is given.
      response.sendDate = false
      const isWeChat = request.method === 'GET'
      const issued = { code: 0, data: { Data: { Token: 't', ExpireAt: 1_552_621_885 } } }
      response.end(JSON.stringify(isWeChat ? { openid: 'o', session_key: 's' } : issued))
    })
    const config = loadConfig({
      WECHAT_APP_ID: 'wx0123456789abcdef',
      WECHAT_APP_SECRET: 'w-1',
      IOT_APP_KEY: 'k-1',
      IOT_APP_SECRET: 'i-1',
      WECHAT_API_URL: upstream.url,
      IOT_API_URL: upstream.url,
    })
    const clock = { now: () => 1_552_621_825_000, elapsed: () => 0 }
    const relay = createRelay(config, { clock, nonce: () => 2 })
    const reply = await relay.app.inject({ method: 'POST', url: '/login', payload: { code: 'c' } })
    expect(reply.json()).toMatchObject({ Response: { Data: { Token: 't', ExpiresIn: 60 } } })
    expect(JSON.parse(upstream.seen[1]?.body ?? '')).toMatchObject({ Timestamp: 1_552_621_825, Nonce: 2 })
    await relay.close()
    await upstream.allEnded()
    expect(upstream.connections()).toBeGreaterThan(0)
    await upstream.close()
  },
  SOONER_MS,
)
