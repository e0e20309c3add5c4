import type { OwnedPictures } from '../avatar/owned-pictures'
import type { Clock } from '../clock'
import type { LastingMarks } from '../lasting/lasting-store'
import type { Apps } from '../login/login'
import type { ProfileEvent } from './profile-event'

export interface ForgetProfileDependencies {
  apps: Apps
  marks: Pick<LastingMarks, 'mark'>
  /** Absent: the relay keeps no pictures. */
  pictures?: Pick<OwnedPictures, 'isNews' | 'takeBack'>
  clock: Clock
  /** Told of each event once; what it rejects with makes WeChat send the event again. */
  onEvent?: (event: ProfileEvent) => unknown
}

/** What became of an event. */
export type Forgotten = 'forgotten' | 'repeated' | 'other-app'

/** Rejects where something could not be stored: then WeChat sends the event again. */
export type ForgetProfile = (event: ProfileEvent) => Promise<Forgotten>

/** So long a mark waits for the user's next login: long enough for users who come back at all. Seconds. */
const MARKED_SECONDS = 5 * 366 * 86_400

/** Without a store of pictures this process only knows what it has done. WeChat repeats an event within seconds. */
const MOST_REMEMBERED = 10_000

/**
 * The use case: the stored picture is deleted, and the account marked. Name and picture in IoT Explorer's account are
 * reset at the user's next login (`reset-profile.ts`): a login for their sake would cancel a deletion that is pending.
 */
export function createForgetProfile(dependencies: ForgetProfileDependencies): ForgetProfile {
  const { apps, marks, pictures, clock, onEvent } = dependencies
  const done = new Set<string>()
  const nameOf = ({ appId, openId, at }: ProfileEvent): string => `${appId} ${openId.reveal()} ${at}`

  const isNews = async (event: ProfileEvent): Promise<boolean> =>
    pictures === undefined ? !done.has(nameOf(event)) : pictures.isNews(event, event.at)

  /** Last of all: what breaks off before it is done again. */
  async function noteDone(event: ProfileEvent): Promise<void> {
    if (pictures !== undefined) return pictures.takeBack(event, event.at)
    const [oldest] = done
    if (done.size >= MOST_REMEMBERED && oldest !== undefined) done.delete(oldest)
    done.add(nameOf(event))
  }

  return async function forgetProfile(event) {
    const { appId, openId } = event
    const app = apps.get(appId)
    if (app === undefined) return 'other-app'
    if (!(await isNews(event))) return 'repeated'
    // An account by UnionID cannot be told from an OpenID. Its picture can, which the owner's own id names.
    if (app.idKind === 'openid') {
      await marks.mark('withdrawal', app, openId, Math.floor(clock.now() / 1000) + MARKED_SECONDS)
    }
    await onEvent?.(event)
    await noteDone(event)
    return 'forgotten'
  }
}
