import { existsSync } from 'node:fs'

import js from '@eslint/js'
import wxmlParser from '@wxml/parser'
import wxml from 'eslint-plugin-wxml'
import tseslint from 'typescript-eslint'

const projects = [
  'plugin',
  'plugin/testing',
  'miniprogram',
  'relay',
  'sandbox',
  'start',
  'preview',
  'bench',
  'release',
  'test',
]
  .map((part) => `./${part}/tsconfig.json`)
  .filter((path) => existsSync(new URL(path, import.meta.url)))

const asGlobals = (...names) => Object.fromEntries(names.map((name) => [name, 'readonly']))

/** Reading a name off the global object would walk around the rule that says where it may be used. */
const noGlobalObject = {
  selector: 'MemberExpression[object.name=/^(globalThis|global)$/]',
  message: 'Name a global plainly, so that test/shape sees where it is used.',
}

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      'plugin/miniprogram_dist/',
      'plugin/types/',
      // Typed by projects of React and Vue, in check:frameworks.
      'plugin/{jsx,vue}/',
      'coverage/',
      'artifacts/',
      '.cache/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: projects, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // An async function that awaits nothing still promises never to throw at once, as fastify's hooks must.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-restricted-syntax': ['error', noGlobalObject],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    // A rejection that nothing catches ends the process, and the host's with it. So a promise is awaited or caught,
    // and `void` in front of one is no excuse.
    files: ['{relay,sandbox,start,bench,release}/**/*.ts', 'preview/*.ts', 'preview/{bundle,server}/**/*.ts'],
    ignores: ['**/*.test.ts', '**/test/**'],
    rules: { '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }] },
  },
  {
    // These write to the person who started them.
    files: ['**/main.ts', 'start/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // It puts a `wx` of its own where the component looks for one.
    files: ['start/**/*.ts', 'preview/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // A component's methods are handed about unbound; the framework binds them.
    files: ['plugin/components/**/*.ts', 'miniprogram/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    // Tests read what JSON, the simulator and spies give back, which nothing has typed, and misuse things on purpose.
    files: ['**/*.test.ts', '**/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-unnecessary-type-conversion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-syntax': 'off',
    },
  },

  {
    files: ['**/*.js'],
    extends: [js.configs.recommended],
    languageOptions: {
      sourceType: 'commonjs',
      globals: asGlobals('require', 'module', 'process', '__dirname'),
    },
  },
  {
    // A mini program for tests, as its author writes it.
    files: ['test/own-pages/host/**/*.js'],
    languageOptions: { globals: asGlobals('App', 'Page') },
  },
  {
    files: ['**/*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: { globals: asGlobals('process', 'URL', 'console') },
  },

  {
    files: ['**/*.wxml'],
    plugins: { wxml },
    languageOptions: { parser: wxmlParser },
    rules: {
      'wxml/report-wxml-syntax-error': 'error',
      'wxml/report-interpolation-error': 'error',
      'wxml/report-wxs-syntax-error': 'error',
      'wxml/no-duplicate-attributes': 'error',
      'wxml/no-inline-wxs': 'error',
      'wxml/no-wx-for-with-wx-if': 'error',
      'wxml/no-unexpected-string-bool': 'error',
      'wxml/wx-key': 'error',
      'wxml/quotes': ['error', 'double'],
      'wxml/event-binding-style': ['error', 'colon'],
    },
  },
)
