import { errorTable, isRetryable, RelayError, relayError } from './errors'

const rows = Object.entries(errorTable)

describe('the error table', () => {
  it.each(rows)('gives %s Retry-After exactly when its status calls for one', (_code, row) => {
    expect(row.retryAfterSeconds !== undefined).toBe(row.status === 429 || row.status === 503)
  })

  it.each(rows)('says something to the caller about %s, without a secret-sounding detail', (_code, row) => {
    expect(row.message).toMatch(/\.$/)
    expect(row.message).not.toMatch(/openid|session|AppSecret|AppKey/i)
  })

  it.each([401, 429, 502, 503, 504])('lets a caller ask again after %d', (status) => {
    expect(isRetryable(status)).toBe(true)
  })

  it.each([400, 403, 404, 413, 415, 500])('tells a caller not to ask again after %d', (status) => {
    expect(isRetryable(status)).toBe(false)
  })
})

describe('an error of the table', () => {
  it('keeps the note for the operator apart from what is shown', () => {
    const error = relayError('WeChat.CodeUsed', { upstreamCode: '40163', hint: 'look there' })
    expect(error).toBeInstanceOf(RelayError)
    expect(error.note).toEqual({ upstreamCode: '40163', hint: 'look there' })
    expect(error.message).toBe(errorTable['WeChat.CodeUsed'].message)
  })

  it('can name a field instead of the general words', () => {
    const error = relayError('Relay.InvalidParameter', { message: 'appId: required.' })
    expect(error.message).toBe('appId: required.')
    expect(error.row.status).toBe(400)
    expect(error.note).toEqual({})
  })
})
