type PageOptions = Record<string, unknown> & {
  data: Record<string, unknown>
  onSuccess(event: { detail: { token: string; expireAt: number } }): void
  onFail(event: { detail: { code: string; retryable: boolean } }): void
}

/** The demo's page as WeChat would hold it: the simulator knows components only. */
function openPage(language: string) {
  let page: PageOptions | undefined
  const setData = (change: object) => Object.assign(page!.data, change)
  Object.assign(globalThis, {
    wx: { getAppBaseInfo: () => ({ language }) },
    Page: (options: PageOptions) => (page = { ...options, data: { ...options.data }, setData }),
  })
  jest.isolateModules(() => require('../../miniprogram/pages/basic/basic'))
  return page!
}

const token = '0123456789abcdef0123456789abcdef'
const failed = { detail: { code: 'WeChat.Timeout', retryable: true } }

test('the basic page shows a login, with the token masked', () => {
  const page = openPage('en')
  page.onSuccess({ detail: { token, expireAt: 1_800_000_000 } })
  const expires = new Date(1_800_000_000_000).toLocaleString()
  expect(page.data.signedIn).toEqual({ token: '0123••••cdef', expires })
  expect(JSON.stringify(page.data)).not.toContain(token)
})

test('a token too short to mask in part is hidden whole', () => {
  const page = openPage('en')
  page.onSuccess({ detail: { token: 'short-token', expireAt: 1_800_000_000 } })
  expect(page.data.signedIn).toMatchObject({ token: '••••' })
})

test('what the basic page shows last replaces what it showed before', () => {
  const page = openPage('en')
  page.onFail(failed)
  expect(page.data).toMatchObject({ failure: failed.detail, signedIn: null })
  page.onSuccess({ detail: { token, expireAt: 1_800_000_000 } })
  expect(page.data.failure).toBeNull()
  page.onFail(failed)
  expect(page.data.signedIn).toBeNull()
})

test.each([
  ['zh_CN', '到期'],
  ['zh_TW', '到期'],
  ['en', 'Expires'],
  ['fr', 'Expires'],
])('in WeChat set to %s the basic page says %s', (language, word) => {
  expect(openPage(language).data.words).toMatchObject({ expires: word })
})
