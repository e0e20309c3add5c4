/** The bare limit with undici's `dispatch` in place of `request`. */
import { dispatched } from './dispatched'
import { serveBare } from './serve-bare'

serveBare(dispatched(process.argv[2] ?? ''))
