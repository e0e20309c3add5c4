import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig } from '../../relay/src'
import { variables, type Variable } from '../../relay/src/config/variables'
import { postLogin, startRelay } from '../stand-ins/running-relay'

const root = join(__dirname, '../..')
const read = (file: string): string => readFileSync(join(root, 'relay', file), 'utf8')
const found = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name = '']) => name)),
]

describe('the Dockerfile', () => {
  const dockerfile = read('Dockerfile')

  it('copies only what there is', () => {
    const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, list = '']) =>
      list.split(' '),
    )
    expect(sources.length).toBeGreaterThan(5)
    expect(sources.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('runs without root, and takes no secret in', () => {
    expect(dockerfile.split(/^FROM /m).at(-1)).toMatch(/^USER node$/m)
    expect(dockerfile).not.toMatch(/secret|^COPY .*\.env/im)
  })

  it('asks for health in a way that tells a running relay from none', async () => {
    const [, command = '[]'] = /HEALTHCHECK[^]*?CMD (\[.*\])/.exec(dockerfile) ?? []
    const [, ...args] = JSON.parse(command) as string[]
    const health = async (port: string): Promise<unknown> => {
      const child = spawn(process.execPath, args, { env: { PORT: port } })
      return (await once(child, 'exit'))[0]
    }
    const { url, close } = await startRelay()
    const { port } = new URL(url)
    expect(await health(port)).toBe(0)
    await close()
    expect(await health(port)).toBe(1)
  })
})

describe('the compose file', () => {
  const compose = read('compose.yaml')
  const environment = [...compose.matchAll(/^ {4}([A-Z][A-Z_]+): (.+)$/gm)]

  it('sets variables that exist, to values that are taken', () => {
    const names = Object.entries<Variable>(variables).flatMap(([name, { secret }]) =>
      secret === true ? [name, `${name}_FILE`] : [name],
    )
    expect(environment.map(([, name]) => name).filter((name = '') => !names.includes(name))).toEqual([])
    const given = environment.map(([, name = '', value = '']) => [
      name,
      value.startsWith('${') ? 'wx0123456789abcdef' : value.replaceAll("'", ''),
    ])
    expect(() => loadConfig(Object.fromEntries(given), () => 'a-secret-0123')).not.toThrow()
  })

  it('gives logins under way the time that the relay gives them', () => {
    const grace = Number(/stop_grace_period: (\d+)s/.exec(compose)?.[1])
    const patience = environment.find(([, name]) => name === 'SHUTDOWN_TIMEOUT_MS')?.[2] ?? ''
    expect(grace * 1000).toBeGreaterThan(Number(patience.replaceAll("'", '')))
  })

  it('names two copies, and the proxy knows both', () => {
    const copies = found(compose, /^ {2}(relay-\w+):\n {4}<<: \*relay$/gm)
    expect(copies).toHaveLength(2)
    expect(found(read('nginx.conf'), /server (relay-\w+):8787/g)).toEqual(copies)
  })
})

it('the proxy waits longer than a login may take', () => {
  const seconds = Number(/proxy_read_timeout (\d+)s/.exec(read('nginx.conf'))?.[1])
  expect(seconds * 1000).toBeGreaterThan(Number(variables.LOGIN_TIMEOUT_MS.default))
})

describe('the dashboard', () => {
  const dashboard = read('grafana-dashboard.json')
  const shown = found(dashboard, /(iot_login_[a-z_]+?)(?:_bucket)?(?=[{["\s)])/g)

  it('shows metrics that there are, every one of them', async () => {
    const { url, sandbox, close } = await startRelay()
    await postLogin(url, { code: sandbox.mintCode().code })
    const metrics = await (await fetch(`${url}/metrics`)).text()
    await close()
    // Of the process only, whose standard output it is about.
    const ofProcess = 'iot_login_log_lines_lost_total'
    expect(shown.sort()).toEqual([...found(metrics, /^# TYPE (iot_login_\w+) /gm), ofProcess].sort())
  })

  it('has a title for every panel and a unit for every axis', () => {
    const { panels } = JSON.parse(dashboard) as {
      panels: { title: string; fieldConfig: { defaults: { unit: string } } }[]
    }
    expect(panels.every(({ title, fieldConfig }) => title !== '' && fieldConfig.defaults.unit !== '')).toBe(
      true,
    )
  })
})
