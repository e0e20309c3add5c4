import type { FastifyError, FastifyInstance } from 'fastify'
import type {
  AVATAR_PATH as ContractPath,
  AvatarData,
  AvatarRequest,
} from '../../../plugin/relay-client/contract'
import { logRequest } from '../account/log-request'
import type { Clock } from '../clock'
import { relayError } from '../errors'
import { requestIdOf } from '../http/login-route'
import { loginFailureSchema, loginRequestSchema, successSchemaOf } from '../http/schemas'
import type { Log } from '../log'
import type { AvatarLimits } from './avatar-limits'
import { PICTURE_NAME, type OwnedPictures } from './owned-pictures'
import { FORM_BYTES, readUpload } from './read-upload'
import { PICTURE_TYPE } from './square-picture'
import type { UploadAvatar } from './upload-avatar'
import type { UploadsUnderWay } from './uploads-under-way'

const PATH: typeof ContractPath = '/avatar'
const MULTIPART = 'multipart/form-data'

const { code, codeType, appId, nickName, requestId } = loginRequestSchema.properties
/** OpenAPI 3.1 tells a file by its media type; the parser has made a Buffer of it. */
const requestSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['code', 'file'],
  properties: {
    code,
    codeType,
    appId,
    nickName,
    requestId,
    file: { contentMediaType: 'application/octet-stream' },
  },
} as const

const dataSchema = {
  type: 'object',
  required: ['AvatarUrl'],
  properties: { AvatarUrl: { type: 'string' } },
} as const

export interface AvatarRoutesDependencies {
  upload: UploadAvatar
  pictures: Pick<OwnedPictures, 'read'>
  limits: Pick<AvatarLimits, 'ofAddress'>
  underWay: UploadsUnderWay
  /** The longest picture, bytes. */
  limitBytes: number
}

interface Around {
  log: Log
  clock: Clock
}

type Body = AvatarRequest & { code: string; file: Buffer }
interface Reply {
  Response: { Data: AvatarData; RequestId: string }
}

/** Thirty days: a picture never changes under its name, and one that was taken back leaves the caches within that time. */
const CACHED = 'public, max-age=2592000, immutable'

/** `POST /avatar`: a picture in, its lasting address out. `GET /avatar/<name>`: the picture. Failures go to the error handler. */
export function addAvatarRoutes(
  app: FastifyInstance,
  { upload, pictures, limits, underWay, limitBytes }: AvatarRoutesDependencies,
  { log, clock }: Around,
): void {
  // Of their own scope, since no other route reads this kind of body.
  void app.register((scope, _options, done) => {
    const parser = { parseAs: 'buffer', bodyLimit: limitBytes + FORM_BYTES } as const
    scope.addContentTypeParser<Buffer>(MULTIPART, parser, (request, body: Buffer, parsed) => {
      readUpload(request.headers['content-type'] ?? '', body, limitBytes).then(
        (form) => parsed(null, form),
        (error: unknown) => parsed(error as Error),
      )
    })

    // The root's handler answers; here only one failure of the framework means something else.
    scope.setErrorHandler((error: FastifyError) => {
      throw error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? relayError('Relay.AvatarTooLarge') : error
    })

    scope.post<{ Body: Body; Reply: Reply }>(PATH, {
      schema: {
        body: { content: { [MULTIPART]: { schema: requestSchema } } },
        response: { 200: successSchemaOf(dataSchema), '4xx': loginFailureSchema, '5xx': loginFailureSchema },
      },
      // Before the body is read, so that a flood costs no more than its headers.
      onRequest: async ({ ip, headers }, reply) => {
        // Until it is let in: a connection with an unread picture in it is of no more use.
        reply.header('connection', 'close')
        await limits.ofAddress(ip)
        if (!isMultipart(headers['content-type'])) throw relayError('Relay.UnsupportedMediaType', NOT_A_FORM)
        reply.raw.on('close', underWay.begin(ip))
        reply.removeHeader('connection')
      },
      onResponse: logRequest('avatar', log, clock),
      handler: async (request) => {
        const { file, requestId: _given, ...attempt } = request.body
        const named = requestIdOf(request)
        const data = await upload(
          { ...attempt, requestId: named, hostHeaders: request.headers },
          file,
          request.journal,
        )
        return { Response: { Data: data, RequestId: named } }
      },
    })

    scope.get<{ Params: { name: string } }>(`${PATH}/:name`, async (request, reply) => {
      const { name } = request.params
      const picture = PICTURE_NAME.test(name) ? await pictures.read(name) : undefined
      if (picture === undefined) throw relayError('Relay.NotFound', { message: 'There is no such picture.' })
      return reply.type(PICTURE_TYPE).send(picture)
    })
    // Runs after the hook that keeps replies with tokens out of every cache.
    scope.addHook('onSend', (_request, reply, _payload, next) => {
      if (reply.statusCode === 200 && reply.getHeader('content-type') === PICTURE_TYPE) {
        reply.header('cache-control', CACHED).header('content-security-policy', "default-src 'none'")
      }
      next()
    })
    done()
  })
}

const isMultipart = (type: string | undefined): boolean => type?.toLowerCase().startsWith(MULTIPART) === true
const NOT_A_FORM = {
  message: 'Content-Type must be multipart/form-data, as wx.uploadFile sends it.',
} as const
