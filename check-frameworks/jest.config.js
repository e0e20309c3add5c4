/** Whole projects of Taro and uni-app, built by the recipes in docs/: slow, so beside the suite of `npm test`. */
const { resolve } = require('node:path')

const [node] = require('../jest.config').projects

module.exports = {
  ...node,
  rootDir: resolve(__dirname, '..'),
  displayName: 'frameworks',
  testMatch: ['<rootDir>/test/frameworks/**/*.test.ts'],
  // Each build takes both cores.
  maxWorkers: 1,
  testTimeout: 600_000,
}
