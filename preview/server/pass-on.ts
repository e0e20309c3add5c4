import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

import { UNREACHABLE_HEADER } from '../phone/network'

/** What of a request and of its answer is passed on. */
const REQUEST_HEADERS = ['content-type', 'accept']
const REPLY_HEADERS = ['content-type', 'retry-after', 'x-request-id']

/** Passes a request on to another server of this machine, byte by byte, and its answer back. */
export async function passOn(request: IncomingMessage, reply: ServerResponse, url: string): Promise<void> {
  const gone = new AbortController()
  reply.once('close', () => {
    gone.abort()
  })
  const body = await buffer(request)
  const answer = await fetchWhole(url, {
    method: request.method ?? 'GET',
    headers: pick(request.headers, REQUEST_HEADERS),
    signal: gone.signal,
    redirect: 'manual',
    ...(body.length === 0 ? {} : { body }),
  })
  if (answer) reply.writeHead(answer.status, pick(answer.headers, REPLY_HEADERS)).end(answer.content)
  else reply.writeHead(502, { [UNREACHABLE_HEADER]: '1' }).end()
}

/** The answer when it has come to its end, or `undefined` when the server is not there or stopped on the way. */
async function fetchWhole(url: string, init: RequestInit) {
  try {
    const reply = await fetch(url, init)
    const content = Buffer.from(await reply.arrayBuffer())
    return { status: reply.status, headers: Object.fromEntries(reply.headers), content }
  } catch {
    return undefined
  }
}

function pick(headers: NodeJS.Dict<string | string[]>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])),
  )
}
