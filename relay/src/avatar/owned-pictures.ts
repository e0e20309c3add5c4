import { createHash, randomBytes } from 'node:crypto'
import { relayError } from '../errors'
import type { Secret } from '../secret'
import { ObjectStoreFailure, type ObjectStore } from './object-store'
import { PICTURE_TYPE } from './square-picture'

/** The owner of a picture, as WeChat's events name a user: by AppID, and OpenID or OpenPID. */
export interface Owner {
  appId: string
  openId: Secret
}

export interface StoredPicture {
  /** The last part of its address. */
  name: string
  /** Removes the pictures that the owner had before. Rejects with `Relay.AvatarNotStored` where this one was taken back meanwhile. */
  replaceFormer(): Promise<void>
  /** Removes this one. Never rejects. */
  remove(): Promise<void>
}

export interface OwnedPictures {
  /** Stores a picture under a random name. Rejects with `Relay.AvatarNotStored`, and leaves nothing then. */
  add(owner: Owner, picture: Buffer): Promise<StoredPicture>
  /** Rejects with `Relay.AvatarNotStored`. */
  read(name: string): Promise<Buffer | undefined>
  /**
   * Whether a withdrawal of that moment, or a later one, has not been carried out. Rejects with `Relay.AvatarNotStored`.
   *
   * @param at Unix seconds by WeChat's clock
   */
  isNews(owner: Owner, at: number): Promise<boolean>
  /** Removes all pictures of the owner, then notes that it is done. Rejects with `Relay.AvatarNotStored`. */
  takeBack(owner: Owner, at: number): Promise<void>
}

/** 22 characters by 128 random bits: none can be guessed, and two users never share a file. */
export const PICTURE_NAME = /^[A-Za-z0-9_-]{22}\.jpg$/

const NOTHING = Buffer.alloc(0)
const pictureOf = (name: string): string => `pictures/${name}`

/**
 * Pictures, and beside each a mark that says whose it is: `owners/<owner>/<name>`. The mark is written first and removed
 * last, so that no picture is without its owner, whatever breaks off. Two uploads of one user at once leave two marks,
 * and the next one removes both.
 *
 * An owner is named by a hash without a key: an OpenID cannot be guessed, and a secret that is replaced would
 * leave pictures behind that no withdrawal finds.
 */
export function createOwnedPictures(objects: ObjectStore): OwnedPictures {
  async function removePicture(folder: string, name: string): Promise<void> {
    await objects.remove(pictureOf(name))
    await objects.remove(folder + name)
  }
  const namesIn = async (folder: string): Promise<string[]> =>
    (await objects.list(folder))
      .map((path) => path.slice(folder.length))
      .filter((name) => PICTURE_NAME.test(name))

  return {
    add: (owner, picture) =>
      stored(async () => {
        const folder = `owners/${hashOf(owner)}/`
        const name = `${randomBytes(16).toString('base64url')}.jpg`
        const former = await namesIn(folder)
        const remove = () => removePicture(folder, name).catch(() => undefined)
        try {
          await objects.put(folder + name, NOTHING, 'text/plain')
          await objects.put(pictureOf(name), picture, PICTURE_TYPE)
        } catch (error) {
          await remove()
          throw error
        }
        return {
          name,
          remove,
          replaceFormer: () =>
            stored(async () => {
              if ((await objects.get(folder + name)) === undefined) throw takenBackMeanwhile()
              for (const each of former) await removePicture(folder, each)
            }),
        }
      }),
    read: (name) => stored(() => objects.get(pictureOf(name))),
    isNews: (owner, at) =>
      stored(async () => at > Number(String((await objects.get(withdrawalOf(owner))) ?? ''))),
    takeBack: (owner, at) =>
      stored(async () => {
        const folder = `owners/${hashOf(owner)}/`
        for (const name of await namesIn(folder)) await removePicture(folder, name)
        await objects.put(withdrawalOf(owner), Buffer.from(String(at)), 'text/plain')
      }),
  }
}

const hashOf = ({ appId, openId }: Owner): string =>
  createHash('sha256')
    .update(JSON.stringify([appId, openId.reveal()]))
    .digest('hex')

const withdrawalOf = (owner: Owner): string => `withdrawals/${hashOf(owner)}`

const takenBackMeanwhile = () =>
  relayError('Relay.AvatarNotStored', { message: 'The picture was taken back while it was stored.' })

async function stored<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ObjectStoreFailure)) throw error
    const { hint, fault } = error
    throw relayError('Relay.AvatarNotStored', { hint, ...(fault === undefined ? {} : { fault }) })
  }
}
