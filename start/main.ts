import { parseArgs } from 'node:util'
import { servePreview } from '../preview/server'
import { createPhone } from './journey'
import { journeyText } from './journey-text'
import { startStack, type Stack } from './stack'

const FIXED_PORTS = { sandbox: 8788, relay: 8787 }
const FREE_PORTS = { sandbox: 0, relay: 0 }

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** A first login, and what happens when the mini program is opened again. Answers whether both succeeded. */
async function showJourneys(stack: Stack): Promise<boolean> {
  const phone = createPhone(stack)
  const colours = process.stdout.isTTY && process.env.NO_COLOR === undefined
  const first = await phone.login()
  say(journeyText('A first login, from the tap to the stored token', first, colours))
  const second = await phone.login()
  say(journeyText('The mini program is opened again: the token is there', second, colours))
  return [first, second].every(({ ending }) => ending.event === 'success')
}

function invitation({ relayUrl, sandboxUrl }: Stack): string {
  return [
    `relay    ${relayUrl}`,
    `sandbox  ${sandboxUrl}   what it holds: ${sandboxUrl}/sandbox/world`,
    '',
    'Log in by hand: a code for a user, and the token for that code.',
    '',
    `  code=$(curl -s -X POST ${sandboxUrl}/sandbox/codes -H 'content-type: application/json' -d '{"user":"alice"}' \\`,
    `    | node -p 'JSON.parse(fs.readFileSync(0)).code')`,
    `  curl -s ${relayUrl}/login -H 'content-type: application/json' -d "{\\"code\\":\\"$code\\"}"`,
    '',
    'Ctrl+C ends all three.',
  ].join('\n')
}

/** One journey in the terminal, and the exit status that tells how it went. */
async function showOnce(): Promise<void> {
  const stack = await startStack(FREE_PORTS)
  const succeeded = await showJourneys(stack)
  await stack.close()
  process.exit(succeeded ? 0 : 1)
}

/** The journey, and then everything to try by hand, until a signal ends it. */
async function stayUp(): Promise<void> {
  const stack = await startStack(FIXED_PORTS)
  const preview = await servePreview(stack)
  say(`preview  ${preview.url}   open it in a browser, and tap\n`)
  await showJourneys(stack)
  // Whoever opens the preview finds a world without users.
  stack.sandbox.reset()
  say(invitation(stack))
  await endSignal()
  await Promise.all([preview.close(), stack.close()])
  process.exit(0)
}

const endSignal = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

// A closed pipe, as behind `| head`, is no reason to stop.
process.stdout.on('error', ({ message }: Error) => {
  process.stderr.write(`This output cannot be written (${message}). It goes on without.\n`)
})

async function main(): Promise<void> {
  const { once } = parseArgs({ options: { once: { type: 'boolean', default: false } } }).values
  await (once ? showOnce() : stayUp())
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
