import { compileTemplates } from './templates'

test('a template that does not compile is told with file, line and column', () => {
  const sources = new Map([['pages/a.wxml', '<view>\n  {{ a. }}\n</view>']])
  expect(() => compileTemplates(sources)).toThrow(/^pages\/a\.wxml:2:\d+ /)
})
