import { describeDeletion } from '../stand-ins/promises/deletion-promises'
import { mount } from './mount'

describe('a login while the account is about to be deleted, in glass-easel', () => {
  describeDeletion(mount)
})
