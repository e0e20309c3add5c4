import { describeEveryOrder } from '../stand-ins/promises/every-order-promises'
import { describePresentState } from '../stand-ins/promises/present-state-promises'
import { mount } from './mount'

describe('the present state in miniprogram-simulate', () => {
  describePresentState(mount)
})

describe('pages in every order of kept token, login, logout and failed renewal, in miniprogram-simulate', () => {
  describeEveryOrder(mount)
})
