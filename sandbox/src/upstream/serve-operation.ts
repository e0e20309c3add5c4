import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SandboxClock } from '../clock'
import type { Envelope } from '../explorer/envelope'
import type { FaultQueue, QueuedFault } from '../faults'
import type { Journal } from '../journal'
import type { HeldReplies } from './held-replies'
import type { Operation, UpstreamReply } from './operation'
import { spoiledReply } from './spoiled-reply'

export interface ServingParts {
  clock: SandboxClock
  envelope: Envelope
  faults: FaultQueue
  journal: Journal
  heldReplies: HeldReplies
}

/** Serves an operation over HTTP: with the fault that is due, if one is, and an entry in the journal. */
export async function serveOperation(
  parts: ServingParts,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const started = performance.now()
  const at = parts.clock.unmovedMilliseconds()
  const fault = parts.faults.take(operation.host, operation.name)
  const answer = fault ? spoiledReply(fault, operation, parts.envelope) : operation.answer()

  const record = (sent: boolean) => {
    parts.journal.record({
      at,
      host: operation.host,
      operation: operation.name,
      method: request.method,
      path: request.url.split('?', 1)[0] ?? '',
      request: operation.request,
      status: sent ? answer.status : null,
      reply: sent ? answer.body : null,
      durationMs: Math.round((performance.now() - started) * 10) / 10,
      ...(fault ? { fault: fault.kind } : {}),
      ...(answer.note === undefined ? {} : { note: answer.note }),
    })
  }

  if (fault?.kind === 'hang' || fault?.kind === 'closedConnection') {
    record(false)
    reply.hijack()
    if (fault.kind === 'hang') await parts.heldReplies.hold(request.raw.socket)
    else request.raw.socket.destroy()
    return reply
  }
  if (await isLost(fault, parts.heldReplies, request)) {
    record(false)
    return reply.hijack()
  }
  record(true)
  return send(reply, answer)
}

async function isLost(fault: QueuedFault | undefined, heldReplies: HeldReplies, request: FastifyRequest) {
  return fault?.kind === 'latency' && !(await heldReplies.hold(request.raw.socket, fault.milliseconds))
}

/** As bytes, so that no charset is added to a Content-Type that the platform sends without one. */
function send(reply: FastifyReply, { status, contentType, body }: UpstreamReply): FastifyReply {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return reply.code(status).header('content-type', contentType).send(Buffer.from(text))
}
