/** What is wrong with the text of a settings file, to follow its name; undefined when nothing is. */
export const wrongEncoding = (text: string): string | undefined =>
  // UTF-16 that was read as UTF-8: every second character is a zero, or its mark cannot be read.
  text.includes('\0') || text.startsWith('\uFFFD\uFFFD') ? 'is UTF-16: save it as UTF-8' : undefined

/** Windows editors put a byte order mark in front of a file, which belongs to no value. */
export const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '')
