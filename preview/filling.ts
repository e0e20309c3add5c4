/** How WeChat behaves when a picture is chosen and a name is typed. */
export interface Filling {
  /** Whether the user has agreed to the privacy guideline, is still to be asked, or the app has declared nothing. */
  privacy: 'agreed' | 'ask' | 'undeclared'
  /** Whether the picture passes WeChat's check; if not, no event is fired. */
  picture: 'taken' | 'refused'
  /** How the paths of temporary files look: in DevTools, on a phone, in WeChat for Mac. */
  paths: 'devtools' | 'phone' | 'mac'
  /** What WeChat's check of a name says: `late` after 3 seconds, `absent` never. */
  review: 'passed' | 'failed' | 'late' | 'absent'
}

export const FILLING = {
  privacy: ['agreed', 'ask', 'undeclared'],
  picture: ['taken', 'refused'],
  paths: ['devtools', 'phone', 'mac'],
  review: ['passed', 'failed', 'late', 'absent'],
} as const satisfies { [Name in keyof Filling]: readonly Filling[Name][] }

export const USUAL_FILLING: Filling = {
  privacy: 'agreed',
  picture: 'taken',
  paths: 'devtools',
  review: 'passed',
}
