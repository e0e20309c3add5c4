import fc from 'fast-check'
import { fittingProfile } from './profile'

const ownProfile = (nickName: string, avatarUrl: string) => fittingProfile({ nickName, avatarUrl })

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
  ['control characters only', '\u0000\u001F\u007F\u0085'],
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
  ['a path on a phone', 'wxfile://tmp_a.png'],
  ['a path on a Mac', 'wxfile://temp/a.png'],
  ['a path in DevTools', 'http://tmp/a.png'],
  ['a path in its store', 'http://store/a.png'],
  ['a path of a user’s file', 'http://usr/a.png'],
  ['such a path with https', 'https://tmp/a.png'],
  ['a data URL', 'data:image/png;base64,AAAA'],
  ['a blob', 'blob:https://example.com/1'],
  ['a file', 'file:///a.png'],
  ['not in ASCII', 'https://example.com/头像.png'],
  ['with a blank', 'https://example.com/a b.png'],
  ['longer than a relay takes', `https://example.com/${'a'.repeat(1024)}`],
])('a picture whose address is %s is left out, so that no login fails on it', (_, avatar) => {
  expect(ownProfile('小明', avatar)).toEqual({ nickName: '小明' })
})

describe('a name is cut between two characters as people see them', () => {
  test.each([
    ['a family of four, joined', '👨‍👩‍👧‍👦'],
    ['a flag of two letters', '🇨🇳'],
    ['a flag of tags', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['a keycap', '1\ufe0f\u20e3'],
    ['a skin tone', '👍🏽'],
    ['a heart with its variation selector', '❤\ufe0f\u200d🔥'],
    ['a letter with marks', 'e\u0301\u0323\u0302'],
  ])('%s goes whole where it does not fit', (_, seen) => {
    const fits = 'x'.repeat(20 - seen.length)
    expect(nameOf(`${fits}${seen}`)).toBe(`${fits}${seen}`)
    expect(nameOf(`${fits}x${seen}`)).toBe(`${fits}x`)
  })

  test('the second of two flags goes whole, and the first stays', () => {
    expect(nameOf(`${'x'.repeat(15)}🇨🇳🇯🇵`)).toBe(`${'x'.repeat(15)}🇨🇳`)
  })

  test('a letter with more marks than a name may be long is left out', () => {
    expect(nameOf(`e${'\u0301'.repeat(40)}`)).toBeUndefined()
  })
})

describe('what is not seen is not sent', () => {
  test.each([
    ['zero-width spaces', '\u200b\u200b'],
    ['a joiner', '\u200d'],
    ['a variation selector', '\ufe0f'],
    ['Hangul fillers', '\u3164\u115f\uffa0'],
    ['an empty Braille cell', '\u2800'],
    ['wide blanks', '\u3000\u00a0'],
    ['tags without a flag', '\u{e0067}\u{e007f}'],
    ['marks without a letter', '\u0301\u0302'],
    ['bidi controls', '\u202e\u2066\u061c'],
    ['a lone surrogate', '\ud83d'],
  ])('a name of %s is none', (_, nickName) => {
    expect(fittingProfile({ nickName })).toBeUndefined()
  })

  test.each([
    ['bidi controls', '小\u202e明\u2069', '小明'],
    ['a lone surrogate', '小\ud83d明', '小明'],
    ['zero-width spaces and a soft hyphen', '小\u200b\u00ad明\ufeff', '小明'],
    ['line separators', '小\u2028明\u2029', '小明'],
    ['tags without a flag', '小\u{e0067}明', '小明'],
  ])('%s are taken out of a name', (_, nickName, kept) => {
    expect(nameOf(nickName)).toBe(kept)
  })

  test('a joiner between letters stays, since some languages are written with it', () => {
    expect(nameOf('می\u200cخواهم')).toBe('می\u200cخواهم')
  })
})

const GREY =
  'https://thirdwx.qlogo.cn/mmopen/vi_32/POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg/132'

test('WeChat’s placeholder is known by its picture too, in whatever language its name is', () => {
  expect(fittingProfile({ nickName: 'WeChat User', avatarUrl: GREY })).toBeUndefined()
  expect(fittingProfile({ nickName: '小明', avatar: GREY })).toBeUndefined()
})

test('WeChat’s own userInfo is taken as it is', () => {
  const userInfo = { nickName: '小明', avatarUrl: 'https://thirdwx.qlogo.cn/ming', gender: 0, country: '' }
  expect(fittingProfile(userInfo)).toEqual({ nickName: '小明', avatar: 'https://thirdwx.qlogo.cn/ming' })
})

test('a picture without a name is a profile of a host’s own', () => {
  expect(fittingProfile({ avatar: 'https://a.example/b' })).toEqual({ avatar: 'https://a.example/b' })
})

test.each([
  [undefined],
  [null],
  [''],
  [7],
  [[]],
  [{}],
  [{ nickName: null, avatar: null }],
  [{ nickName: 7, avatar: {} }],
])('%j is no profile', (given) => {
  expect(fittingProfile(given)).toBeUndefined()
})

test('whatever comes out goes in again unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (nickName) => {
      const once = fittingProfile({ nickName })
      expect(fittingProfile(once)).toEqual(once)
    }),
    { numRuns: 1000 },
  )
})
