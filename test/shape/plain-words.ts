import type { SourceFile } from './source-tree'

/** Words that a reader of today, for whom English is a second language, has to look up; and what to write instead. */
const instead: Readonly<Record<string, string>> = {
  whoever: 'the caller, the user, anyone who',
  nobody: 'no user, no caller, none',
  whom: 'a sentence with who or that',
  befall: 'happen to, concern',
  anew: 'again',
  mend: 'correct, repair',
  reckon: 'count, compute',
  thereof: 'of it',
  'save for': 'except',
  'in peace': 'what is not done',
  'so many': 'a number of',
}

const wordIn = (text: string): string | undefined =>
  Object.keys(instead).find((word) => new RegExp(`\\b${word}(s|ed|ing)?\\b`, 'i').test(text))

/** Each line with such a word. Whole files are read: a message is for a reader just as a comment is. */
export const oldWords = (files: SourceFile[]): string[] =>
  files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const word = wordIn(line)
      return word === undefined ? [] : [`${path}:${index + 1} says "${word}": write ${instead[word]}`]
    }),
  )
