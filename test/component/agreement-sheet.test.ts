import { describeAgreementSheet } from '../stand-ins/promises/agreement-sheet-promises'
import { mount } from './mount'

describe('the agreement sheet in miniprogram-simulate', () => {
  describeAgreementSheet(mount)
})
