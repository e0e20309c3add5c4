/** On every reply: a token must not be kept by a cache, and JSON must not be taken for anything else. */
export const replyHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const
