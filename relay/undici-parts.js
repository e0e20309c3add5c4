/**
 * What the relay uses of undici. In a bundle it stands in for the package, whose index also loads fetch, WebSocket,
 * caches and mocks: a third of the file, and as much of the time until the relay listens.
 */
module.exports = {
  Client: require('undici/lib/dispatcher/client'),
  Pool: require('undici/lib/dispatcher/pool'),
  ProxyAgent: require('undici/lib/dispatcher/proxy-agent'),
}
