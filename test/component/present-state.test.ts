import { describePresentState } from '../stand-ins/promises/present-state-promises'
import { mount } from './mount'

describe('the present state in miniprogram-simulate', () => {
  describePresentState(mount)
})
