import { describeButton } from '../stand-ins/promises/button-promises'
import { mount } from './mount'

describe('<iot-login> in miniprogram-simulate', () => {
  describeButton(mount)
})
