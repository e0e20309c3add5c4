import { describeLook } from '../stand-ins/promises/look-promises'
import { mount } from './mount'

describe('the look in miniprogram-simulate', () => {
  describeLook(mount)
})
