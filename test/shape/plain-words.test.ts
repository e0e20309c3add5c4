import { oldWords } from './plain-words'
import { writtenFiles } from './source-tree'

test('what a person reads is in words of today', () => {
  const files = writtenFiles('.ts', '.js', '.mjs', '.md', '.wxml', '.wxss', '.lua')
  const own = files.filter(({ path }) => !path.startsWith('test/shape/plain-words'))
  expect(own.length).toBeGreaterThan(500)
  expect(oldWords(own)).toEqual([])
})

test.each([
  ['Whoever asks gets a reply.', 'whoever'],
  ['This mended it.', 'mend'],
  ['It is signed anew', 'anew'],
  ['all save for one', 'save for'],
])('the rule is seen to break by %j', (text, word) => {
  expect(oldWords([{ path: 'a.md', text: `Fine.\n${text}\n` }])).toEqual([
    expect.stringMatching(`^a.md:2 says "${word}": write `),
  ])
})

test('and not by a word that only holds one', () => {
  expect(oldWords([{ path: 'a.md', text: 'Recommended by someone; manewal.\n' }])).toEqual([])
})
