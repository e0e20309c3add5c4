import { ownProfile } from './profile'

const nameOf = (nickName: string) => ownProfile(nickName, '')?.nickName

test('name and picture are passed on', () => {
  expect(ownProfile('小明', 'https://a.example/b')).toEqual({
    nickName: '小明',
    avatar: 'https://a.example/b',
  })
})

test('an absent picture is absent, not empty', () => {
  expect(ownProfile('小明', '')).toEqual({ nickName: '小明' })
})

test.each([
  ['the placeholder', '微信用户'],
  ['the placeholder in blanks', ' 微信用户 '],
  ['nothing', ''],
  ['blanks', '  '],
  ['control characters alone', '\u0000\u001F\u007F\u0085'],
])('%s is no profile, whatever the picture', (_, nickName) => {
  expect(ownProfile(nickName, 'https://a.example/b')).toBeUndefined()
})

test('a name that merely begins like the placeholder is a name', () => {
  expect(nameOf('微信用户小明')).toBe('微信用户小明')
})

test('control characters are taken out, a line break too', () => {
  expect(nameOf('\u0000小\n明\u007F\u009F')).toBe('小明')
})

test.each([
  ['20 units stay', 'x'.repeat(20), 'x'.repeat(20)],
  ['21 units are cut to 20', 'x'.repeat(21), 'x'.repeat(20)],
  ['an emoji that ends at 20 stays', `${'x'.repeat(18)}😀y`, `${'x'.repeat(18)}😀`],
  ['an emoji across the edge goes whole', `${'x'.repeat(19)}😀`, 'x'.repeat(19)],
  ['nothing after a cut emoji comes back', `${'x'.repeat(19)}😀y`, 'x'.repeat(19)],
])('%s', (_, nickName, kept) => {
  expect(nameOf(nickName)).toBe(kept)
})

test('a name of 10,000 characters is cut like any other', () => {
  expect(nameOf('名'.repeat(10_000))).toBe('名'.repeat(20))
})

test.each([
  ['not https', 'http://example.com/a.png'],
  ['a path on this phone', 'wxfile://tmp/a.png'],
  ['longer than a relay takes', `https://example.com/${'a'.repeat(1024)}`],
])('a picture whose address is %s is left out, so that no login fails on it', (_, avatar) => {
  expect(ownProfile('小明', avatar)).toEqual({ nickName: '小明' })
})
