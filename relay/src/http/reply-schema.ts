/** Replies are written by these schemas: what they do not name cannot get out. */
export const loginSuccessSchema = {
  type: 'object',
  required: ['Response'],
  properties: {
    Response: {
      type: 'object',
      required: ['Data', 'RequestId'],
      properties: {
        Data: {
          type: 'object',
          required: ['Token', 'ExpireAt', 'ExpiresIn'],
          properties: {
            Token: { type: 'string' },
            ExpireAt: { type: 'integer' },
            ExpiresIn: { type: 'integer' },
            CancelAccountTime: { type: ['number', 'string'] },
          },
        },
        RequestId: { type: 'string' },
      },
    },
  },
} as const

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
          properties: { Code: { type: 'string' }, Message: { type: 'string' } },
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
