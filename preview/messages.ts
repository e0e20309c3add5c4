import type { Filling } from './filling'

/** Who takes part in a login. */
export type Party = 'phone' | 'storage' | 'relay' | 'wechat' | 'explorer'

/** A call from one to another and what came of it. Whatever could be used is masked before it gets here. */
export interface Hop {
  /** The same for the call and for its answer. */
  key: string
  from: Party
  to: Party
  call: string
  sent: unknown
  /** Milliseconds since 1970. */
  at: number
  /** Absent while it is awaited. */
  answer?: Answer
}

export interface Answer {
  ok: boolean
  /** Status or outcome in short. */
  words: string
  received: unknown
  /** Milliseconds. */
  took: number
  /** A fault that was asked for, and why the platform refused. */
  fault?: string
  note?: string
}

/** Something that happened on the phone and is no call. */
export interface Mark {
  key: string
  kind: 'start' | 'page' | 'tap' | 'error'
  /** What was started, shown or tapped, or what went wrong. */
  words: string
  at: number
}

export type Theme = 'light' | 'dark'

/** What WeChat answers in `wx.getUserProfile`: the user's own, or since 2022 the same grey placeholder for all. */
export type ProfileAnswer = 'own' | 'placeholder'

/** What the phone is started with, as the query of its address. */
export interface PhoneSettings extends Filling {
  user: string
  lang: 'zh_CN' | 'zh_TW' | 'en'
  theme: Theme
  /** WeChat's font size, as a factor. */
  fontScale: string
  profile: ProfileAnswer
  /** Path of the page to open; empty for the first. */
  page: string
}

export type FromPhone =
  | { type: 'hop'; hop: Hop }
  | { type: 'mark'; mark: Mark }
  | { type: 'started'; pages: string[] }
  | { type: 'page'; page: string }

export type ToPhone =
  | { type: 'theme'; theme: Theme }
  /** The next request finds no network. */
  | { type: 'unreachable'; on: boolean }
