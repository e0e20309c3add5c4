/** UTF-16 units. The platform's own limit is not documented; this is what Tencent's own apps enforce. */
const MAX_LENGTH = 20

/** Neither lone halves of a character nor control characters, bidi controls and zero-width ones, but what joins emoji. */
const NOT_IN_A_NAME = /(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * What a user sees as one character: a flag of two letters, or a character with all that belongs to it, which is
 * combining marks, variation selectors, keycaps, skin tones, tags, and what a zero-width joiner adds.
 * `Intl.Segmenter` would know, but whether WeChat's engines have it is not established.
 */
const CHARACTER =
  /[\u{1f1e6}-\u{1f1ff}]{2}|[^](?:[\p{M}\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}\u200c]|\u200d[^]?)*/gu

const TAGS = /[\u{e0020}-\u{e007f}]/gu
const BLACK_FLAG = '\u{1f3f4}'

/** Seen on a screen: neither blank nor a mark without a letter, a filler or an empty Braille cell. */
const VISIBLE = /[^\p{White_Space}\p{M}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u

/**
 * A name that a login cannot fail on: what cannot be seen or sent is taken out, and it is cut between two characters as
 * a user sees them. Empty where nothing is left.
 */
export function fittingNickName(given: unknown): string {
  if (typeof given !== 'string') return ''
  let name = ''
  for (const seen of given.replace(NOT_IN_A_NAME, '').trim().match(CHARACTER) ?? []) {
    const character = seen.startsWith(BLACK_FLAG) ? seen : seen.replace(TAGS, '')
    if (!VISIBLE.test(character) && !/^\p{Zs}/u.test(character)) continue
    if (name.length + character.length > MAX_LENGTH) break
    name += character
  }
  return VISIBLE.test(name) ? name.trim() : ''
}
