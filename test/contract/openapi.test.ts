import { createRequire } from 'node:module'
import { errorTable } from '../../relay/src'
import { answerOf, postLogin, startRelay, type RunningRelay } from '../stand-ins/running-relay'

let relay: RunningRelay
let paths: any // eslint-disable-line @typescript-eslint/no-explicit-any -- what is in the document is what is found out

beforeAll(async () => {
  relay = await startRelay()
  const document = (await answerOf(await fetch(`${relay.url}/openapi.json`))).body
  expect(document.openapi).toBe('3.1.0')
  paths = document.paths
})
afterAll(() => relay.close())

interface Validator {
  validate(schema: object, value: unknown): boolean
  errors: unknown
}
/** The validator that Fastify itself reads requests with. */
const compiler = createRequire(createRequire(__filename).resolve('fastify')).resolve('@fastify/ajv-compiler')
const { default: Ajv } = createRequire(compiler)('ajv') as { default: new (options: object) => Validator }
const ajv = new Ajv({ allowUnionTypes: true })
const schemaOf = (path: string, method: string, status: string) =>
  paths[path][method].responses[status].content['application/json'].schema

/** The reply is as the document says, and has nothing more. */
function expectDescribed(body: unknown, schema: object): void {
  const closed = JSON.parse(
    JSON.stringify(schema).replaceAll('"properties"', '"additionalProperties":false,"properties"'),
  ) as object
  expect(ajv.validate(closed, body) ? [] : ajv.errors).toEqual([])
  expect(ajv.validate(closed, {})).toBe(false)
}

it('describes a login, and what comes of it', async () => {
  const success = await postLogin(relay.url, { code: relay.sandbox.mintCode().code })
  expectDescribed(success.body, schemaOf('/login', 'post', '200'))
  const failure = await postLogin(relay.url, { code: 'never-minted' })
  expectDescribed(failure.body, schemaOf('/login', 'post', '4XX'))
  relay.sandbox.faults.add({ target: 'wechat', kind: 'html' })
  const upstream = await postLogin(relay.url, { code: relay.sandbox.mintCode().code })
  expectDescribed(upstream.body, schemaOf('/login', 'post', '5XX'))
})

it('describes exactly what a login may hold', () => {
  const schema = paths['/login'].post.requestBody.content['application/json'].schema
  const takes = (body: unknown) => ajv.validate(schema, body)
  expect(takes({ code: 'c', codeType: 'login', nickName: '小明', requestId: 'r' })).toBe(true)
  expect(takes({})).toBe(false)
  expect(takes({ code: 'c', openid: 'o' })).toBe(false)
  expect(takes({ code: 'c', nickName: 'a\u0007' })).toBe(false)
})

it.each(['/healthz', '/readyz'])('describes %s', async (path) => {
  const { body } = await answerOf(await fetch(relay.url + path))
  expectDescribed(body, schemaOf(path, 'get', '200'))
})

it('names every error code with its status', () => {
  const { responses } = paths['/login'].post
  const words = `${responses['4XX'].description}, ${responses['5XX'].description}`
  for (const [code, { status }] of Object.entries(errorTable)) expect(words).toContain(`${status} ${code}`)
})

it('is not for a relay alone that needs a code', async () => {
  const trusting = await startRelay({ environment: { TRUST_CLOUDBASE_HEADERS: 'true' } })
  const { body } = await answerOf(await fetch(`${trusting.url}/openapi.json`))
  await trusting.close()
  expect(body.paths['/login'].post.requestBody.content['application/json'].schema.required).toEqual([])
})
