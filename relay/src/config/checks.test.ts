import {
  checkAvatar,
  checkCredential,
  checkKeyPrefix,
  checkNickName,
  checkPassword,
  type Check,
} from './checks'

/** One fault each; the words say that fault and no other. */
const cases: [what: string, check: Check, value: string, found: string, cure: RegExp][] = [
  ['nothing', checkNickName, '', 'is empty', /1 to 20/],
  ['too much', checkNickName, 'x'.repeat(21), 'is too long', /1 to 20 UTF-16 units/],
  ['a control character', checkNickName, 'a\u0007b', 'has control characters', /remove/],
  ['half a character', checkNickName, 'a\ud83d', 'has half a character', /remove/],
  ['too much', checkAvatar, `https://example.com/${'x'.repeat(1024)}`, 'is too long', /1024/],
  ['plain http', checkAvatar, 'http://example.com/a.png', 'is not an https URL', /set it/],
  ['a blank', checkAvatar, 'https://example.com/a b.png', 'has blanks', /encode/],
  ['too much', checkPassword, 'x'.repeat(513), 'is too long', /512/],
  ['a line end', checkPassword, 'a\nb', 'has control characters', /one line/],
  ['too much', checkCredential, 'x'.repeat(257), 'is too long', /copy it again/],
  ['a blank', checkCredential, 'a b', 'holds blanks', /copy it again/],
  ['too much', checkKeyPrefix, 'x'.repeat(65), 'is too long', /64/],
  ['a blank', checkKeyPrefix, 'a b', 'has other characters', /letters, digits/],
]

test.each(cases)('a setting with %s is told that, and nothing else', (_what, check, value, found, cure) => {
  const [told, ...cures] = (check(value) ?? '').split(': ')
  expect(told).toMatch(new RegExp(`^${found}`))
  expect(told).not.toMatch(/, or | or /)
  expect(cures.join(': ')).toMatch(cure)
})
