import { errorWords, languageOf, LOCALES } from './index'

const locales = Object.entries(LOCALES)

test.each([
  ['zh_CN', 'zh-CN'],
  ['zh_TW', 'zh-TW'],
  ['zh_HK', 'zh-TW'],
  ['', 'zh-CN'],
  ['en', 'en'],
  ['ja', 'en'],
])('WeChat set to "%s" reads %s', (tag, language) => {
  expect(languageOf(tag)).toBe(language)
})

describe.each(locales)('%s', (_, words) => {
  test('has words for everything', () => {
    const { errors, ...labels } = words
    for (const [key, text] of [...Object.entries(labels), ...Object.entries(errors)]) {
      expect([key, text.trim()]).not.toEqual([key, ''])
    }
  })

  test('gives WeChat a reason that fits its dialog', () => {
    expect(words.desc.length).toBeLessThanOrEqual(30)
  })

  test('has a sentence for a code it knows and one for any other', () => {
    expect(errorWords(words, 'WeChat.Busy')).toBe(words.errors['WeChat.Busy'])
    expect(errorWords(words, 'MyRelay.NoSeat')).toBe(words.otherError)
  })

  test.each(['toString', '__proto__', 'constructor', 'hasOwnProperty', ''])(
    'takes "%s" for a code like any other',
    (code) => {
      expect(errorWords(words, code)).toBe(words.otherError)
    },
  )

  test('keeps codes, Latin technical words and secrets’ names away from users', () => {
    for (const text of Object.values(words.errors)) {
      expect(text).not.toMatch(/errcode|AppSecret|session_key|openid|undefined|\b4\d{4}\b/i)
    }
  })
})

test('every language has a sentence for the same codes', () => {
  const [first, ...others] = locales.map(([, { errors }]) => Object.keys(errors).sort())
  for (const other of others) expect(other).toEqual(first)
})
