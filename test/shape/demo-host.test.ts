import { config } from '../../miniprogram/config'
import { DEFAULT_APP } from '../../sandbox/src/options'
import { variables } from '../../relay/src/config/variables'

describe('the demo host, unchanged, logs in', () => {
  test('to the App that the sandbox has from the start', () => {
    expect(config.appKey).toBe(DEFAULT_APP.iotAppKey)
  })

  test('through the relay where it listens from the start', () => {
    expect(config.relayUrl).toBe(`http://${variables.HOST.default}:${variables.PORT.default}`)
  })
})
