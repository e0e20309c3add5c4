import type { FastifyInstance, FastifySchema } from 'fastify'
import { errorTable } from '../errors'
import { isJsonObject } from '../json-object'

interface DescribedRoute {
  method: string
  url: string
  schema: FastifySchema
}

const json = (schema: unknown) => ({ 'application/json': { schema } })

/** A body that is no JSON names its type, as Fastify takes it. */
const contentOf = (body: unknown) => (isJsonObject(body) && 'content' in body ? body.content : json(body))

/** Fastify's `4xx` is OpenAPI's `4XX`. */
const asRange = (status: string): string => status.replace(/^(\d)xx$/i, '$1XX')

const meaningOf = (status: string): string => {
  const codes = Object.entries(errorTable)
    .filter(([, row]) => String(row.status).startsWith(status.replace(/xx$/i, '')))
    .map(([code, row]) => `${row.status} ${code}`)
  return /^[45]/.test(status) ? codes.sort().join(', ') : 'Success'
}

/** The document of https://spec.openapis.org/oas/v3.1.0, whose schemas are JSON Schema as Fastify takes it. */
function documentOf(routes: readonly DescribedRoute[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const { method, url, schema } of routes) {
    const replies = Object.entries((schema.response ?? {}) as Record<string, unknown>)
    paths[url] = {
      ...paths[url],
      [method.toLowerCase()]: {
        ...(schema.body === undefined
          ? {}
          : { requestBody: { required: true, content: contentOf(schema.body) } }),
        responses: Object.fromEntries(
          replies.map(([status, reply]) => [
            asRange(status),
            { description: meaningOf(status), content: json(reply) },
          ]),
        ),
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'iot-login-relay',
      version: '1',
      description: 'Trades a code of wx.login for an AccessToken of Tencent Cloud IoT Explorer.',
    },
    paths,
  }
}

/**
 * `GET /openapi.json`: every route that says by a schema what it takes and answers, out of the very schemas that
 * read and write. Call it before the routes are added.
 */
export function addOpenApiRoute(app: FastifyInstance): void {
  const routes: DescribedRoute[] = []
  app.addHook('onRoute', ({ method, url, schema }) => {
    const methods = [method].flat().filter((name) => name !== 'HEAD')
    if (schema !== undefined) routes.push(...methods.map((name) => ({ method: name, url, schema })))
  })
  app.get('/openapi.json', async (_request, reply) => reply.type('application/json').send(documentOf(routes)))
}
