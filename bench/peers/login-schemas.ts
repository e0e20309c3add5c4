/** The shape of the relay's own schemas, written down here so that this peer stays what it was when the relay changes. */
export const loginRequestSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['code'],
  properties: {
    code: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[\\x21-\\x7e]+$' },
    codeType: { type: 'string', enum: ['login', 'pluginLogin'] },
    appId: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
    nickName: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[^\\p{Cc}\\p{Cs}]+$' },
    avatar: { type: 'string', maxLength: 1024, pattern: '^https?://[\\x21-\\x7e]+$' },
    renew: { type: 'boolean' },
    requestId: { type: 'string', pattern: '^[A-Za-z0-9@#$%_.:-]{1,64}$' },
  },
} as const

const token = {
  type: 'object',
  required: ['Token', 'ExpireAt', 'ExpiresIn'],
  properties: {
    Token: { type: 'string' },
    ExpireAt: { type: 'integer' },
    ExpiresIn: { type: 'integer' },
  },
} as const

export const loginReplySchema = {
  type: 'object',
  required: ['Response'],
  properties: {
    Response: {
      type: 'object',
      required: ['Data', 'RequestId'],
      properties: { Data: token, RequestId: { type: 'string' } },
    },
  },
} as const
