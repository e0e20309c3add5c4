/** What the vendors' own parts say: slow, so beside the suite of `npm test` and not in it. */
const { resolve } = require('node:path')

const [node] = require('../jest.config').projects

module.exports = {
  ...node,
  rootDir: resolve(__dirname, '..'),
  displayName: 'vendor',
  testMatch: ['<rootDir>/test/{package,vendor}/**/*.test.ts'],
  // Jest would leave one core idle; on a busy machine all of it takes its time.
  maxWorkers: 2,
  testTimeout: 600_000,
}
