/**
 * The tags in JSX, for Taro with React: `/// <reference types="miniprogram-iot-login/jsx" />` in a declaration file of the
 * project. Only attributes that stand in the JSX literally reach the template.
 */
import type { TagEvents, TagProperties } from '../types/tag'

type Listeners = {
  [Name in keyof TagEvents as `on${Capitalize<Name>}`]?: (event: { detail: TagEvents[Name] }) => void
}

interface Common {
  id?: string
  key?: string | number
  /** What the slots hold. */
  children?: unknown
}

/** A tag as JSX has it. */
export type IotLoginTag = TagProperties & Listeners & Common

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'iot-login': IotLoginTag
      'iot-login-code': IotLoginTag
    }
  }
}
