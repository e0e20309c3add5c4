import { describeKeptConsent } from '../stand-ins/promises/kept-consent-promises'
import { mount } from './mount'

describe('kept consent in glass-easel', () => {
  describeKeptConsent(mount)
})
