import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRelay, loadConfig } from '../../relay/src'
import { createSandbox, type Sandbox } from '../../sandbox/src'
import type { LoginAnswer } from './running-relay'
import { postAvatar } from './uploaded-picture'

/** A sandbox, and relays that keep their pictures in one directory. */
export interface AvatarStage {
  sandbox: Sandbox
  folder: string
  /** What the relays have logged. */
  logged: string[]
  /** A relay on a free port; its address. */
  start(environment?: Record<string, string>): Promise<string>
  /** Ends the relay that was started last. */
  stopLast(): Promise<unknown>
  codeOf(user?: string): string
  upload(url: string, picture: Buffer | string, fields?: Record<string, string>): Promise<LoginAnswer>
  pictureAt(url: string, address: string): Promise<Response>
  accountOf(user?: string): { nickName: string; avatar: string } | undefined
  /** The names of the pictures on the disk. */
  kept(): string[]
  close(): Promise<void>
}

export const addressIn = ({ body }: LoginAnswer): string => body.Response.Data.AvatarUrl as string

export async function openAvatarStage(): Promise<AvatarStage> {
  const folder = mkdtempSync(join(tmpdir(), 'avatars-'))
  const sandbox = createSandbox()
  await sandbox.listen({ port: 0 })
  const logged: string[] = []
  const ends: (() => Promise<unknown>)[] = []
  const codeOf = (user = 'ann'): string => sandbox.mintCode({ user }).code
  return {
    sandbox,
    folder,
    logged,
    async start(environment = {}) {
      const settings = {
        ...sandbox.relayEnvironment(),
        DATA_DIR: folder,
        AVATAR_URL: 'https://relay.example.com/avatar',
        ...environment,
      }
      const relay = createRelay(loadConfig(settings), { writeLog: (line) => logged.push(line) })
      ends.push(relay.close)
      return relay.app.listen({ host: '127.0.0.1', port: 0 })
    },
    stopLast: async () => ends.pop()?.(),
    codeOf,
    upload: (url, picture, fields = {}) =>
      postAvatar(url, { fields: { code: codeOf(), ...fields }, files: [['file', picture]] }),
    pictureAt: (url, address) => fetch(url + new URL(address).pathname),
    accountOf: (user = 'ann') =>
      sandbox.world.accounts.list().find(({ wxOpenId }) => sandbox.world.userBehind(wxOpenId) === user),
    kept() {
      const path = join(folder, 'avatars/pictures')
      return existsSync(path) ? readdirSync(path) : []
    },
    async close() {
      for (const end of ends.splice(0).reverse()) await end()
      await sandbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
