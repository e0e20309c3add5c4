import { masked } from './masked'

test('whatever could be used is cut, however deep, and error codes are not', () => {
  const reply = {
    Response: { Data: { Token: 'sandbox-token-1234', ExpireAt: 1 }, Error: { Code: 'WeChat.CodeUsed' } },
  }
  expect(masked(reply)).toEqual({
    Response: { Data: { Token: 'sand…', ExpireAt: 1 }, Error: { Code: 'WeChat.CodeUsed' } },
  })
  expect(masked({ code: 'short', list: [{ openid: 'o1234567890123' }] })).toEqual({
    code: '…',
    list: [{ openid: 'o123…' }],
  })
})
