import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { claimBuild, isRunning, releaseBuild } from './build-claim'
import { freePorts, movedPorts } from './ports'

const root = join(__dirname, '..')
const CLAIMS = join(root, '.cache', 'start')

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Builds everything, unless another start of this clone serves what is built. */
async function build(isBuilt: boolean): Promise<void> {
  process.once('exit', () => releaseBuild(CLAIMS, process.pid))
  await claimBuild(CLAIMS, isBuilt ? async () => {} : gulpBuild, {
    pid: process.pid,
    isRunning,
    onOther: sayOther,
    aMoment: () => new Promise((resolve) => setTimeout(resolve, 200)),
  })
}

function sayOther(pid: number): void {
  say(`npm start already runs here, as process ${pid}. This one uses its build.`)
  say('To see changes of the code, end both and start again.\n')
}

async function gulpBuild(): Promise<void> {
  say('Building …')
  const gulp = spawn(process.execPath, [join(root, 'node_modules/gulp/bin/gulp.js'), 'build', '-L'], {
    cwd: root,
    stdio: 'inherit',
  })
  const status = await new Promise((resolve, reject) => gulp.once('error', reject).once('exit', resolve))
  if (status !== 0) throw new Error('The build failed, see above: cure that, and start again.')
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
  const { once, built } = parseArgs({
    options: { once: { type: 'boolean', default: false }, built: { type: 'boolean', default: false } },
  }).values
  const colours = process.stdout.isTTY && process.env.NO_COLOR === undefined
  // Before the build, which takes its time.
  const ports = once ? undefined : await freePorts()
  if (ports) for (const line of movedPorts(ports)) say(line)
  await build(built)
  // Only now: it loads what has been built.
  const { showOnce, stayUp } = await import('./show.js')
  if (ports === undefined) process.exit((await showOnce(say, colours)) ? 0 : 1)
  const close = await stayUp(ports, say, colours)
  await endSignal()
  await close()
  process.exit(0)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
