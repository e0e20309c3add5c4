/** As plain NAME=value lines, ready to paste into a `.env`. A secret that was chosen is only named. */
export function environmentLines(
  environment: Readonly<Record<string, string>>,
  chosenSecrets: readonly string[],
): string {
  return Object.entries(environment)
    .map(([name, value]) =>
      chosenSecrets.includes(name) ? `# ${name}: the value of SANDBOX_${name}\n` : `${name}=${value}\n`,
    )
    .join('')
}

/** What is printed once the sandbox listens. */
export function startText(url: string, lines: string): string {
  return `iot-login-sandbox listens on ${url}

The environment of a relay that is to use it:

${lines}
A code, as wx.login would give it:

curl -X POST ${url}/sandbox/codes -d '{"user":"user-1"}'

GET ${url}/ lists everything else. Ctrl+C stops it.
`
}

export const HELP = `iot-login-sandbox: WeChat's login API and IoT Explorer's application API, on this machine

Usage: iot-login-sandbox [--env | --help]

  --env     print the environment of a relay that is to use it, and end
  --help    print this, and end

Environment:

  HOST           address to listen on (127.0.0.1)
  PORT           port to listen on (8788); 0 takes any that is free
  WECHAT_APP_ID  the AppID that it knows (one of its own)
  IOT_APP_KEY    the AppKey that it knows (one of its own)
  ALLOWED_HOSTS  names under which it is served besides localhost and addresses,
                 with commas between them (none)

  SANDBOX_WECHAT_APP_SECRET, SANDBOX_IOT_APP_SECRET
                 secrets that it goes by instead of its own; not real ones
`
