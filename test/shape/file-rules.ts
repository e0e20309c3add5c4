import { posix } from 'node:path'

import type { SourceFile } from './source-tree'

export const longestFile = 250

const lineCount = (text: string) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

export const tooLong = (files: SourceFile[]): string[] =>
  files
    .map(({ path, text }) => ({ path, lines: lineCount(text) }))
    .filter(({ lines }) => lines > longestFile)
    .map(({ path, lines }) => `${path}:${longestFile + 1} goes on to line ${lines}; split it`)

const drawer = /^(utils?|helpers?|common|misc)$/i

/** A name that says nothing of what is inside invites everything. */
export const drawers = (files: SourceFile[]): string[] =>
  files
    .filter(({ path }) => {
      const stem = posix.basename(path).split('.')[0] ?? ''
      return (
        [...path.split('/'), stem].some((part) => drawer.test(part)) || posix.basename(path) === 'types.ts'
      )
    })
    .map(({ path }) => `${path}:1 is a drawer; name it for what it does`)

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/
// A locale's file is named by its tag, as in BCP 47.
const localeFile = /(^|\/)locale\/[a-z]{2}(-[A-Z]{2})?\.ts$/

export const notKebab = (files: SourceFile[]): string[] =>
  files
    .filter(({ path }) => !kebab.test(posix.basename(path)) && !localeFile.test(path))
    .map(({ path }) => `${path}:1 is not in kebab-case`)
