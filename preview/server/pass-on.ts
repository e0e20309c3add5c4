import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

import { UNREACHABLE_HEADER } from '../phone/network'

/** What of a request and of its answer is passed on. */
const REQUEST_HEADERS = ['content-type', 'accept']
const REPLY_HEADERS = ['content-type', 'retry-after', 'x-request-id']

/** Passes a request on to another server of this machine, and its answer back. */
export async function passOn(request: IncomingMessage, reply: ServerResponse, url: string): Promise<void> {
  const gone = new AbortController()
  reply.once('close', () => {
    gone.abort()
  })
  const body = await text(request)
  const answer = await fetch(url, {
    method: request.method ?? 'GET',
    headers: pick(request.headers, REQUEST_HEADERS),
    signal: gone.signal,
    redirect: 'manual',
    ...(body === '' ? {} : { body }),
  }).catch(() => undefined)
  if (!answer) {
    reply.writeHead(502, { [UNREACHABLE_HEADER]: '1' }).end()
    return
  }
  const content = Buffer.from(await answer.arrayBuffer())
  reply.writeHead(answer.status, pick(Object.fromEntries(answer.headers), REPLY_HEADERS)).end(content)
}

function pick(headers: NodeJS.Dict<string | string[]>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])),
  )
}
