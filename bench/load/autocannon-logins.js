/** The logins of wrk-logins.lua, made by autocannon: one JSON argument in, one line of JSON out. */
const autocannon = require('autocannon')

const { url, connections, seconds, logins, run } = JSON.parse(process.argv[2])
const { users, repeatCodes } = logins
let n = 0

function setupRequest(request) {
  n += 1
  const user =
    users === 0 ? `${run}${String(n).padStart(19, '0')}` : `user${String(n % users).padStart(23, '0')}`
  const requestId = repeatCodes ? user : `${run}${n}`
  const code = `${user}-${repeatCodes ? 'again' : requestId}`
  return { ...request, body: JSON.stringify({ code, requestId }) }
}

const headers = { 'content-type': 'application/json' }
const requests = [{ method: 'POST', path: '/login', headers, setupRequest }]

autocannon({ url, connections, duration: seconds, timeout: 10, requests }).then((result) => {
  const { duration, latency, non2xx, errors, timeouts } = result
  const made = result['2xx']
  const summary = { throughput: made / duration, logins: made, p50: latency.p50, p99: latency.p99 }
  process.stdout.write(`${JSON.stringify({ ...summary, failed: non2xx + errors + timeouts })}\n`)
})
