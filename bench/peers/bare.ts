/** The bare limit that every other row is compared with: `node:http`, undici's `Pool.request`, `createHmac`. */
import { Pool } from 'undici'
import { serveBare } from './serve-bare'

const pool = new Pool(process.argv[2] ?? '')
const headers = { 'content-type': 'application/json' }

serveBare(async (path, body) => {
  const reply = await pool.request(
    body === undefined ? { path, method: 'GET' } : { path, method: 'POST', headers, body },
  )
  return reply.body.text()
})
