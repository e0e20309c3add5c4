import { describeConsent } from '../stand-ins/promises/consent-promises'
import { mount } from './mount'

describe('consent in miniprogram-simulate', () => {
  describeConsent(mount)
})
