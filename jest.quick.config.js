/** `npm run test:quick`: every test but those in a browser and those that start a process. */
const { projects } = require('./jest.config')

module.exports = {
  rootDir: __dirname,
  filter: '<rootDir>/test/quick/quick-files.js',
  // Jest would leave one core idle.
  maxWorkers: '100%',
  projects: projects.filter(({ displayName }) => displayName !== 'browser'),
}
