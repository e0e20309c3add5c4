import { describeButton } from '../stand-ins/promises/button-promises'
import { mount } from './mount'

describe('<iot-login> in glass-easel', () => {
  describeButton(mount)
})
