import { describeKeptConsent } from '../stand-ins/promises/kept-consent-promises'
import { mount } from './mount'

describe('kept consent in miniprogram-simulate', () => {
  describeKeptConsent(mount)
})
