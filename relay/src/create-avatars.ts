import { createAvatarLimits, type AvatarLimitsDependencies } from './avatar/avatar-limits'
import type { AvatarRoutesDependencies } from './avatar/avatar-routes'
import { createDiskObjects } from './avatar/disk-objects'
import type { ObjectStore } from './avatar/object-store'
import { createOwnedPictures, type OwnedPictures } from './avatar/owned-pictures'
import { createSquarePicture } from './avatar/square-picture'
import { createUploadAvatar, type UploadAvatarDependencies } from './avatar/upload-avatar'
import { createUploadsUnderWay } from './avatar/uploads-under-way'
import type { AvatarConfig } from './config/avatar-config'
import { createBucketObjects, type BucketOptions } from './platform/bucket-objects'

export type AvatarsDependencies = Pick<AvatarLimitsDependencies, 'counters' | 'onLimited'> &
  Pick<UploadAvatarDependencies, 'proveUser' | 'issueToken' | 'updateUser' | 'marks' | 'placeholder'> & {
    bucket: BucketOptions
  }

export interface Avatars extends AvatarRoutesDependencies {
  pictures: OwnedPictures
}

/** What takes pictures, keeps them and writes them into accounts. */
export function createAvatars(config: AvatarConfig, dependencies: AvatarsDependencies): Avatars {
  const { counters, onLimited, bucket, ...rest } = dependencies
  const pictures = createOwnedPictures(createObjects(config.store, bucket))
  const limits = createAvatarLimits({ counters, onLimited, most: config.most })
  const upload = createUploadAvatar({
    ...rest,
    limits,
    pictures,
    square: createSquarePicture(),
    url: config.url,
  })
  const { limitBytes } = config
  return { upload, pictures, limits, underWay: createUploadsUnderWay(), limitBytes }
}

export const createObjects = (store: AvatarConfig['store'], options: BucketOptions): ObjectStore =>
  'bucket' in store ? createBucketObjects(store.bucket, options) : createDiskObjects(store.directory)
