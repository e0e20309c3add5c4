/**
 * What the relay uses of undici. In a bundle it stands in for the package, whose index also loads fetch, WebSocket,
 * caches and mocks: a third of the file, and as much of the time until the relay listens.
 */
const { URL } = require('node:url')

module.exports = {
  Client: require('undici/lib/dispatcher/client'),
  Pool: require('undici/lib/dispatcher/pool'),
  ProxyAgent: require('undici/lib/dispatcher/proxy-agent'),
  // Loaded with the first question to a bucket.
  request: (url, { dispatcher, ...options }) => {
    const { origin, pathname, search } = new URL(url)
    const request = require('undici/lib/api/api-request')
    return request.call(dispatcher, { ...options, origin, path: pathname + search })
  },
}
