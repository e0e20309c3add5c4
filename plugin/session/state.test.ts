import { isBusy, move, type SessionState } from './state'

const STATES: SessionState[] = ['restoring', 'signed-out', 'identifying', 'exchanging', 'ready', 'failed']

const legal = new Set([
  'restoring → signed-out',
  'restoring → ready',
  'signed-out → identifying',
  'signed-out → ready',
  'identifying → exchanging',
  'identifying → ready',
  'identifying → failed',
  'identifying → signed-out',
  'exchanging → ready',
  'exchanging → failed',
  'exchanging → signed-out',
  'ready → identifying',
  'ready → signed-out',
  'failed → identifying',
  'failed → signed-out',
  'failed → ready',
])

const moves = STATES.flatMap((from) => STATES.map((to) => [from, to] as const))
const isLegal = ([from, to]: readonly [SessionState, SessionState]) => legal.has(`${from} → ${to}`)

test.each(moves.filter(isLegal))('a way leads from %s to %s', (from, to) => {
  expect(move(from, to)).toBe(to)
})

test.each(moves.filter((each) => !isLegal(each)))('no way leads from %s to %s', (from, to) => {
  expect(() => move(from, to)).toThrow(`from ${from} to ${to}`)
})

test('a login is under way while the code or the token is fetched, and at no other time', () => {
  expect(STATES.filter(isBusy)).toEqual(['identifying', 'exchanging'])
})
