/** What runs in Node, what runs in WeChat and is simulated in jsdom, and what is seen in a real browser. */
const typescript = { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }] }

const shared = {
  rootDir: __dirname,
  transform: typescript,
  // A component's .json must never win over its .ts.
  moduleFileExtensions: ['ts', 'js', 'json'],
  restoreMocks: true,
  // A browser and other versions of Node lie there, each with a package.json.
  modulePathIgnorePatterns: ['<rootDir>/.cache/'],
}

module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: [
        '<rootDir>/{relay,sandbox}/{src,test}/**/*.test.ts',
        '<rootDir>/{preview,start}/**/*.test.ts',
        '<rootDir>/test/{abuse,contract,docs,journey,quick,release,sdk,shape,vectors}/**/*.test.ts',
      ],
    },
    {
      ...shared,
      displayName: 'simulator',
      testEnvironment: 'jsdom',
      testMatch: [
        '<rootDir>/plugin/**/*.test.ts',
        '<rootDir>/test/{component,glass-easel,own-pages}/**/*.test.ts',
      ],
      testPathIgnorePatterns: ['/node_modules/', '/miniprogram_dist/'],
    },
    {
      ...shared,
      displayName: 'browser',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/preview/**/*.test.ts'],
    },
  ],
}
