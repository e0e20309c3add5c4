import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../shape/source-tree'
import { install, pack } from '../vendor/npm'
import { compileByWeChat, complaintOf } from '../vendor/wechat-compiler'
import type { Recipe } from './recipe'

interface Package {
  dependencies?: Record<string, string>
}

/** A project of a framework, in a folder from which the framework is found. */
export class FrameworkHost {
  readonly folder: string

  /** @param framework a folder of `check-frameworks`, with the packages of the framework */
  constructor(
    framework: string,
    readonly output: string,
    files: Recipe,
  ) {
    // A folder that no rule about sources looks into, with the framework's packages above it.
    const hosts = join(root, 'check-frameworks', framework, '.cache')
    mkdirSync(hosts, { recursive: true })
    this.folder = mkdtempSync(join(hosts, 'host-'))
    for (const [path, text] of Object.entries(files)) this.write(path, text)
    install(this.folder, pack('miniprogram-iot-login'))
    this.#nameDependencies(framework)
  }

  /** They lie above, and a framework looks for its plugins among those that are named. */
  #nameDependencies(framework: string): void {
    const named = JSON.parse(
      readFileSync(join(root, 'check-frameworks', framework, 'package.json'), 'utf8'),
    ) as Package
    const own = JSON.parse(readFileSync(join(this.folder, 'package.json'), 'utf8')) as Package
    writeFileSync(
      join(this.folder, 'package.json'),
      JSON.stringify({ ...named, ...own, dependencies: { ...named.dependencies, ...own.dependencies } }),
    )
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path)
    mkdirSync(dirname(file), { recursive: true })
    const isPackage = path === 'package.json' && existsSync(file)
    writeFileSync(file, isPackage ? merged(readFileSync(file, 'utf8'), text) : text)
  }

  /** Changes a file; throws where the change changes nothing. */
  edit(path: string, find: string, replacement: string): void {
    const file = join(this.folder, path)
    const before = readFileSync(file, 'utf8')
    if (!before.includes(find)) throw new Error(`${path} has no ${find}`)
    writeFileSync(file, before.replace(find, replacement))
  }

  /** Runs a script of a package that the framework brings; what it wrote where it failed, else nothing. */
  run(script: string, ...args: string[]): string {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(this.folder, '../..', script), ...args],
      {
        cwd: this.folder,
        encoding: 'utf8',
        env: { ...process.env, NODE_ENV: 'production' },
      },
    )
    return status === 0 ? '' : `${script} ended with ${String(status)}:\n${stdout}\n${stderr}`
  }

  npm(script: string): void {
    const { status, stderr } = spawnSync('npm', ['run', script], {
      cwd: this.folder,
      encoding: 'utf8',
      shell: true,
    })
    if (status !== 0) throw new Error(stderr)
  }

  /** What WeChat's compiler complains of in the output. */
  async complaint(): Promise<string> {
    const [answer] = await compileByWeChat([
      { projectPath: join(this.folder, this.output), type: 'miniProgram' },
    ])
    return complaintOf(answer)
  }

  /** The path of a built file, or its text. */
  built = (path: string): string => join(this.folder, this.output, path)
  read = (path: string): string => readFileSync(this.built(path), 'utf8')

  remove(): void {
    rmSync(this.folder, { recursive: true })
  }
}

const merged = (before: string, text: string): string =>
  JSON.stringify({ ...(JSON.parse(before) as object), ...(JSON.parse(text) as object) })
