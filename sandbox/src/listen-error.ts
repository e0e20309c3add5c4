import { UsageError } from './usage-error'

/** Puts the reason why a port could not be had into words that say what to do. Anything else passes unchanged. */
export function listenError(error: unknown, host: string, port: number): unknown {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return new UsageError(
        `Port ${port} of ${host} is in use`,
        `Stop what listens there, or take another port: PORT=${port < 65_535 ? port + 1 : port - 1}`,
      )
    case 'EACCES':
      return new UsageError(`Port ${port} of ${host} is not allowed`, 'Take a port from 1024 on: PORT=8788')
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UsageError(`This machine has no address ${host}`, 'Take one that it has: HOST=127.0.0.1')
    default:
      return error
  }
}
