-- Logs in: wrk … -s wrk-logins.lua <url> -- <8 characters of this run> <users, 0 for always new ones> <new|repeat>
-- A code's first 27 characters name the user. Ends with one line of JSON.

local run, users, repeats
local n = 0
local head = 'POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: '

function init(args)
  run, users, repeats = args[1], tonumber(args[2]), args[3] == 'repeat'
end

function request()
  n = n + 1
  local user = users == 0 and string.format('%s%019d', run, n) or string.format('user%023d', n % users)
  local code = user .. '-' .. (repeats and 'again' or run .. n)
  local body = '{"code":"' .. code .. '","requestId":"' .. (repeats and user or run .. n) .. '"}'
  return head .. #body .. '\r\n\r\n' .. body
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"throughput":%.1f,"logins":%d,"p50":%.3f,"p99":%.3f,"failed":%d}',
    summary.requests / summary.duration * 1e6,
    summary.requests,
    latency:percentile(50) / 1000,
    latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
