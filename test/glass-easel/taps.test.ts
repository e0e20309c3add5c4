import { describeTaps } from '../stand-ins/promises/tap-promises'
import { mount } from './mount'

describe('taps in glass-easel', () => {
  describeTaps(mount)
})
