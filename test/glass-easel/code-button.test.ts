import { describeCodeButton } from '../stand-ins/promises/code-button-promises'
import { mount } from './mount'

describe('<iot-login-code> in glass-easel', () => {
  describeCodeButton(mount)
})
