import { describeConsent } from '../stand-ins/promises/consent-promises'
import { mount } from './mount'

describe('consent in glass-easel', () => {
  describeConsent(mount)
})
