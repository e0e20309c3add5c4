import { randomUUID } from 'node:crypto'
import { ObjectStoreFailure } from '../avatar/object-store'
import { createObjects } from '../create-avatars'
import type { RelayConfig } from '../config/config'
import type { Finding } from './findings'

/** Does once to the store of pictures all that the relay will do, and asks for what decodes them. */
export async function checkAvatars({
  avatar,
  upstream,
}: Pick<RelayConfig, 'upstream'> & { avatar: NonNullable<RelayConfig['avatar']> }): Promise<Finding> {
  const subject = 'Pictures of AVATAR_URL'
  const objects = createObjects(avatar.store, upstream)
  const name = `check/${randomUUID()}`
  try {
    await objects.put(name, Buffer.from('check'), 'text/plain')
    const read = await objects.get(name)
    const listed = await objects.list('check/')
    await objects.remove(name)
    if (String(read) !== 'check' || !listed.includes(name)) {
      return { subject, verdict: 'refused', words: 'What was stored did not come back: look at the store.' }
    }
  } catch (error) {
    if (!(error instanceof ObjectStoreFailure)) throw error
    return { subject, verdict: 'refused', words: `${error.hint} (${error.fault ?? 'unknown'})` }
  }
  if (!hasDecoder()) {
    const words = 'sharp is missing, or was built for another system: install it beside the relay.'
    return { subject, verdict: 'refused', words }
  }
  return { subject, verdict: 'accepted', words: `The store takes, gives and removes files. ${DOMAIN}` }
}

const DOMAIN =
  'The relay has to be among the uploadFile domains of the WeChat console, which nothing here can see.'

function hasDecoder(): boolean {
  try {
    return require.resolve('sharp') !== ''
  } catch {
    return false
  }
}
