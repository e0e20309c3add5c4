import { describeAgreementSheet } from '../stand-ins/promises/agreement-sheet-promises'
import { mount } from './mount'

describe('the agreement sheet in glass-easel', () => {
  describeAgreementSheet(mount)
})
