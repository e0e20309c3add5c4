/** Which logins are made. */
export interface Logins {
  /** How many users log in in turns; 0: another one each time. */
  users: number
  /** Whether a user always brings the same code and request id, as after a lost reply. */
  repeatCodes: boolean
}

export const newUsers: Logins = { users: 0, repeatCodes: false }

export interface LoadRequest {
  url: string
  connections: number
  seconds: number
  logins: Logins
  core: number | undefined
}

export interface LoadResult {
  /** Logins a second. */
  throughput: number
  /** All replies, each of status 200. */
  logins: number
  /** Milliseconds. */
  p50: number
  p99: number
}

export type Load = (request: LoadRequest) => Promise<LoadResult>

export interface LoadTool {
  /** With its version, for the report. */
  name: string
  load: Load
}
