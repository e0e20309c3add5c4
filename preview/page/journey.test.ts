import type { Hop } from '../messages'
import { codeIn, hopOf, rowsOf } from './journey'

const hop = (key: string, from: Hop['from'], to: Hop['to'], at: number, answered = true): Hop => ({
  ...{ key, from, to, at, call: key, sent: {} },
  ...(answered ? { answer: { ok: true, words: '200', received: {}, took: 1 } } : {}),
})
const keys = (hops: Hop[]) => rowsOf(hops.map((each) => ({ hop: each }))).map(({ key }) => key)

test('what the relay asked stands between the phone’s call and its answer', () => {
  const hops = [
    hop('login', 'phone', 'relay', 100),
    hop('kept', 'phone', 'storage', 140),
    hop('session', 'relay', 'wechat', 99),
    hop('token', 'relay', 'explorer', 120),
  ]
  expect(keys(hops)).toEqual(['login-call', 'session', 'token', 'login-reply', 'kept'])
})

test('of two logins each has its own', () => {
  const hops = [
    hop('first', 'phone', 'relay', 100),
    hop('second', 'phone', 'relay', 900),
    hop('one', 'relay', 'wechat', 110),
    hop('two', 'relay', 'wechat', 910),
  ]
  expect(keys(hops)).toEqual(['first-call', 'one', 'first-reply', 'second-call', 'two', 'second-reply'])
})

test('an answer that is awaited has its place already', () => {
  expect(keys([hop('login', 'phone', 'relay', 100, false)])).toEqual(['login-call', 'login-reply'])
})

test.each([
  [{ errcode: 40163, errmsg: '' }, 'errcode 40163'],
  [{ errcode: 0 }, undefined],
  [{ Response: { Error: { Code: 'WeChat.Busy' }, RequestId: '' } }, 'WeChat.Busy'],
  [{ code: -1000, data: { Error: { Code: 'InternalError' } } }, 'InternalError'],
  [{ Response: { Data: {} } }, undefined],
  ['<html>', undefined],
  [null, undefined],
])('in %j the code is %s', (reply, code) => {
  expect(codeIn(reply)).toBe(code)
})

const entry = {
  sequence: 1,
  at: 1,
  method: 'GET',
  request: {},
  durationMs: 1.6,
  operation: 'jscode2session',
  host: 'wechat',
} as const

test.each([
  [200, {}, true],
  [200, { errcode: 40029 }, false],
  [200, '<html>', false],
  [500, 'Internal Server Error', false],
  [null, null, false],
])('status %s with %j is good: %s', (status, reply, good) => {
  expect(hopOf({ ...entry, status, reply }).answer).toMatchObject({ ok: good, took: 2 })
})
