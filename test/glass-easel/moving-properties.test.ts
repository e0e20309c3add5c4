import { describeMovingProperties } from '../stand-ins/promises/moving-property-promises'
import { mount } from './mount'

describe('properties that change in glass-easel', () => {
  describeMovingProperties(mount)
})
