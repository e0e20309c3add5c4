import { describeLook } from '../stand-ins/promises/look-promises'
import { mount } from './mount'

describe('the look in glass-easel', () => {
  describeLook(mount)
})
