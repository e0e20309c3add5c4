/** How a request id has to look: what log files, HTTP and the platform's own short ids can all carry. */
export const REQUEST_ID = '^[A-Za-z0-9@#$%_.:-]{1,64}$'

const NO_CONTROL_CHARACTERS = '^[^\\p{Cc}\\p{Cs}]+$'

/**
 * The body of `POST /login`. Nothing is coerced, and an unknown field is refused by its name.
 *
 * The platform's own limit on nicknames is not established, so the relay only keeps out what no nickname
 * is: 64 characters are more than any client allows, and the platform answers NickNameLengthInvalid below that.
 * Lone surrogates (Cs) are refused, since they cannot be written in UTF-8 and so cannot be signed.
 */
export const loginRequestSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['code'],
  properties: {
    code: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[\\x21-\\x7e]+$' },
    codeType: { type: 'string', enum: ['login', 'pluginLogin'] },
    appId: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
    nickName: { type: 'string', minLength: 1, maxLength: 64, pattern: NO_CONTROL_CHARACTERS },
    avatar: { type: 'string', maxLength: 1024, pattern: '^https?://[\\x21-\\x7e]+$' },
    renew: { type: 'boolean' },
    cancelDeletion: { type: 'boolean' },
    consent: {
      type: 'array',
      maxItems: 10,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name'],
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 100, pattern: NO_CONTROL_CHARACTERS },
          version: { type: 'string', minLength: 1, maxLength: 64, pattern: NO_CONTROL_CHARACTERS },
        },
      },
    },
    requestId: { type: 'string', pattern: REQUEST_ID },
  },
} as const

/** The same where the platform that runs the relay may tell who the user is: then nothing is required. */
export const codelessLoginRequestSchema = { ...loginRequestSchema, required: [] } as const

/** In words, by field: what a value has to be. */
export const fieldRules: Readonly<Record<keyof typeof loginRequestSchema.properties, string>> = {
  code: 'must be a string of 1 to 128 printable ASCII characters, from wx.login or wx.pluginLogin',
  codeType: 'must be "login" or "pluginLogin"',
  appId: 'must be a string of 1 to 64 letters, digits, - and _',
  nickName: 'must be a string of 1 to 64 characters, without control characters',
  avatar: 'must be an http or https URL of at most 1024 printable ASCII characters',
  renew: 'must be true or false',
  cancelDeletion: 'must be true or false',
  consent:
    'must be a list of up to 10 { name, version }, 1 to 100 and 1 to 64 characters, without control characters',
  requestId: 'must be a string of 1 to 64 letters, digits and @ # $ % _ . : -',
}

/** The envelope of a success. Replies are written by their schemas: what these do not name cannot get out. */
export const successSchemaOf = <Data extends object>(dataSchema: Data) =>
  ({
    type: 'object',
    required: ['Response'],
    properties: {
      Response: {
        type: 'object',
        required: ['Data', 'RequestId'],
        properties: { Data: dataSchema, RequestId: { type: 'string' } },
      },
    },
  }) as const

export const loginSuccessSchema = successSchemaOf({
  type: 'object',
  required: ['Token', 'ExpireAt', 'ExpiresIn'],
  properties: {
    Token: { type: 'string' },
    ExpireAt: { type: 'integer' },
    ExpiresIn: { type: 'integer' },
    CancelAccountTime: { type: ['number', 'string'] },
    Placeholder: {
      type: 'object',
      required: ['NickName', 'Avatar'],
      properties: { NickName: { type: 'string' }, Avatar: { type: 'string' } },
    },
  },
} as const)

export const loginFailureSchema = {
  type: 'object',
  required: ['Response'],
  properties: {
    Response: {
      type: 'object',
      required: ['Error', 'RequestId'],
      properties: {
        Error: {
          type: 'object',
          required: ['Code', 'Message'],
          properties: {
            Code: { type: 'string' },
            Message: { type: 'string' },
            DeleteAt: { type: 'integer' },
          },
        },
        RequestId: { type: 'string' },
      },
    },
  },
} as const

export const healthSchema = {
  type: 'object',
  required: ['status'],
  properties: { status: { type: 'string' } },
} as const

/** `store`: `memory` where none is configured, `shared` while Redis answers, `local` while it does not. */
export const readinessSchema = {
  type: 'object',
  required: ['status', 'store'],
  properties: { status: { type: 'string' }, store: { type: 'string', enum: ['memory', 'shared', 'local'] } },
} as const
