/** Fastify with both schemas and `dispatch`, and nothing else: what the framework of the relay costs. Prints its URL. */
import fastify from 'fastify'
import { dispatched } from './dispatched'
import { loginReplySchema, loginRequestSchema } from './login-schemas'
import { exchangePath, loginReply, signedBody } from './signed-body'

const ask = dispatched(process.argv[2] ?? '')
const app = fastify()
app.server.on('error', endWith)

app.post<{ Body: { code: string } }>('/login', {
  schema: { body: loginRequestSchema, response: { 200: loginReplySchema } },
  handler: async (request) => {
    const { openid } = JSON.parse(await ask(exchangePath(request.body.code))) as { openid: string }
    return JSON.parse(loginReply(await ask('/appapi', signedBody(openid)))) as object
  },
})

app.listen({ host: '127.0.0.1', port: 0 }).then((url) => process.stdout.write(`${url}\n`), endWith)

function endWith(error: unknown): void {
  process.stderr.write(`${String(error)}\n`)
  process.exit(1)
}
