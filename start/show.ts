import { servePreview } from '../preview/server'
import { createPhone } from './journey'
import { journeyText } from './journey-text'
import type { Ports } from './ports'
import { startStack, type Stack } from './stack'

const FREE_PORTS = { sandbox: 0, relay: 0 }

export type Say = (text: string) => void

/** A first login, and what happens when the mini program is opened again. Returns whether both succeeded. */
async function showJourneys(stack: Stack, say: Say, colours: boolean): Promise<boolean> {
  const phone = createPhone(stack)
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
  ].join('\n')
}

/** One journey in the terminal. Returns whether it went well. */
export async function showOnce(say: Say, colours: boolean): Promise<boolean> {
  const stack = await startStack(FREE_PORTS)
  const succeeded = await showJourneys(stack, say, colours)
  await stack.close()
  return succeeded
}

/** The journey, and then everything to try by hand. The address to open is said last, so that it stays in sight. */
export async function stayUp(ports: Ports, say: Say, colours: boolean): Promise<() => Promise<unknown>> {
  const stack = await startStack(ports)
  const preview = await servePreview({ ...stack, port: ports.preview })
  await showJourneys(stack, say, colours)
  // A person who opens the preview finds a world without users.
  stack.sandbox.reset()
  say(invitation(stack))
  say('\nOpen this address in a browser, and tap. Ctrl+C ends all three.\n')
  say(`preview  ${preview.url}`)
  return () => Promise.all([preview.close(), stack.close()])
}
