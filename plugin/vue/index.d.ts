/**
 * The tags in templates of Vue 3, for uni-app: `/// <reference types="miniprogram-iot-login/vue" />` in a declaration file
 * of the project.
 */
import type { TagEvents, TagProperties } from '../types/tag'

type Listeners = {
  [Name in keyof TagEvents as `on${Capitalize<Name>}`]?: (event: { detail: TagEvents[Name] }) => void
}

/** A tag as templates have it. */
export type IotLoginTag = new () => {
  $props: TagProperties & Listeners
  $slots: { default?(): unknown; icon?(): unknown; footer?(): unknown }
}

declare module 'vue' {
  interface GlobalComponents {
    IotLogin: IotLoginTag
    IotLoginCode: IotLoginTag
  }
}
