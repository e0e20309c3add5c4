import { isFlag, isMilliseconds, isRelayUrl, isSeconds, isText, isUrl } from './option-values'

/** What one option must be. */
export interface Rule {
  holds: (value: unknown) => boolean
  /** Completes `name must be …`; never holds the value, which could be a secret in the wrong place. */
  words: string
}

export const url: Rule = {
  holds: isUrl,
  words: 'an https URL without user info and query (http on this machine only), as https://login.example.com',
}

export const relayUrl: Rule = {
  holds: isRelayUrl,
  words: `${url.words}, and without /login at its end`,
}

export const text = (what: string): Rule => ({
  holds: isText,
  words: `${what}, not a placeholder from an example`,
})

export const milliseconds: Rule = {
  holds: isMilliseconds,
  words: 'a number of milliseconds, above 0 and up to 120000',
}

export const seconds: Rule = {
  holds: isSeconds,
  words: 'a number of seconds, 0 or above',
}

export const flag: Rule = { holds: isFlag, words: 'true or false' }
