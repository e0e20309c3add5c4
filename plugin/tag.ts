/** What the tags take and fire, for frameworks that type them. No code. */
import type {
  AgreeDetail,
  ChangeDetail,
  FailDetail,
  LinkDetail,
  SuccessDetail,
} from './components/login-button/events'
import type { Props } from './components/login-button/props'

/** Properties, of which each may be left out. */
export type TagProperties = Partial<Props>

/** The detail of each event. */
export interface TagEvents {
  success: SuccessDetail
  fail: FailDetail
  change: ChangeDetail
  agree: AgreeDetail
  disagree: Record<string, never>
  link: LinkDetail
  cancel: Record<string, never>
  skip: Record<string, never>
}
