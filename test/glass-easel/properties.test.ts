import { describeProperties } from '../stand-ins/promises/property-promises'
import { mount } from './mount'

describe('properties in glass-easel', () => {
  describeProperties(mount)
})
