import type { LoginError } from '../../errors'
import type { Problems } from './check-props'

/** What one button tells the developer, each thing once. */
export interface DeveloperConsole {
  /** Warns of properties that cannot be used, when they became so. */
  warn(problems: Problems): void
  /** One line for a failure: its code, and the reason with its cure. It holds no secret, for an error's message never does. */
  report(error: LoginError): void
}

/* eslint-disable no-console -- The console is what a developer of the host looks at. */
export function developerConsole(): DeveloperConsole {
  let known: Problems = {}
  return {
    warn: (problems) => {
      for (const [name, problem] of Object.entries(problems)) {
        if (known[name as keyof Problems] !== problem) console.warn(problem)
      }
      known = problems
    },
    report: ({ code, message, requestId }) => {
      console.error(`<iot-login> ${code}: ${message}${requestId ? ` (request id ${requestId})` : ''}`)
    },
  }
}
