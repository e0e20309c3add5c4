/** What to do about a Redis that is away, by the word that `causeOf` has for it. */
const cures: Readonly<Record<string, string>> = {
  WRONGPASS: 'Redis refuses user name or password: correct them in REDIS_URL, special characters encoded.',
  NOAUTH: 'Redis asks for a password: add it to REDIS_URL as redis://:password@host.',
  NOPERM:
    'Redis forbids its user what the relay needs: allow +get +set +del +incr +pexpire +pttl +zadd +zscore +zrem +zremrangebyscore +eval +evalsha +ping on REDIS_KEY_PREFIX*.',
  READONLY: 'Redis is a replica: name the primary in REDIS_URL, or the sentinels as redis+sentinel://.',
  OOM: 'Redis is full: raise maxmemory, and set maxmemory-policy to volatile-lru.',
  MISCONF: 'Redis cannot save to its disk and refuses to write: look at its log.',
  NOREPLICAS: 'Redis refuses to write, since too few of its replicas are there: bring them back.',
  MOVED: 'Redis is a node of a cluster: name it in REDIS_URL as redis+cluster://.',
  CLUSTERDOWN: 'The cluster of Redis has lost nodes that it needs: bring them back.',
  DATABASE: 'Redis has no database of that number: take another at the end of REDIS_URL, 0 to 15 by default.',
  SENTINEL: 'The sentinels know no primary of that name: correct the path of REDIS_URL.',
  ENOTFOUND: 'The host in REDIS_URL is not a known name: correct it, or the name service.',
}

/** For a cause that is not of the settings. */
export const SILENT_REDIS = 'Redis does not answer: check REDIS_URL, its process, and the network on the way.'

/** Undefined for a cause that is not of the settings, such as silence. */
export const cureOf = (cause: string | undefined): string | undefined => cures[cause ?? '']
