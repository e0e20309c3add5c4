import { servePreview } from './server'

/** Only the preview, for a relay and a sandbox that run already. */
async function main(): Promise<void> {
  const { PORT, RELAY_URL, SANDBOX_URL } = process.env
  const preview = await servePreview({
    relayUrl: RELAY_URL ?? 'http://127.0.0.1:8787',
    sandboxUrl: SANDBOX_URL ?? 'http://127.0.0.1:8788',
    ...(PORT === undefined ? {} : { port: portFrom(PORT) }),
  })
  console.log(`preview  ${preview.url}`)
  await endSignal()
  await preview.close()
  process.exit(0)
}

function portFrom(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new Error('PORT is not the number of a port: set it to one from 0 to 65535.')
}

const endSignal = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
})
