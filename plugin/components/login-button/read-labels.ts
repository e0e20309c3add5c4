import { LOCALES } from '../../locale/index'
import type { Words } from '../../locale/words'
import type { Read } from './read-property'

/** Words of the host, in place of the locale's; `errors` by code. */
export type Labels = Partial<Omit<Words, 'errors'>> & { errors?: Record<string, string> }

const WORDS = Object.keys(LOCALES['zh-CN'])
const isSentence = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

/** Words that are none are left out, and so the locale's stand: a button without a name is worse. */
export const labelWords: Read<Labels> = (given, refuse) => {
  const labels: Record<string, unknown> = {}
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    refuse(given, `an object of ${WORDS.join(', ')}`)
    return labels
  }
  for (const [key, value] of Object.entries(given)) {
    if (!WORDS.includes(key)) refuse(value, `one of ${WORDS.join(', ')}`, `.${key}`)
    else if (key === 'errors' ? isSentences(value) : isSentence(value)) labels[key] = value
    else
      refuse(
        value,
        key === 'errors' ? 'an object of sentences by code' : 'a string that is not empty',
        `.${key}`,
      )
  }
  return labels
}

const isSentences = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every(isSentence)

/** The locale's words with the host's in their place. */
export const wordsWith = (words: Words, labels: Labels): Words => ({
  ...words,
  ...labels,
  errors: { ...words.errors, ...labels.errors },
})
