import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesIn } from '../built-project'
import { isLater, unguardedUses, wxFunctions } from './wx-functions'

const functions = wxFunctions()

const usesIn = (folder: string) =>
  filesIn(folder)
    .filter((path) => path.endsWith('.js'))
    .flatMap((path) => unguardedUses(path, readFileSync(join(folder, path), 'utf8')))

/** Functions of `wx` that a plugin does not have, used without asking first. */
export const missingInPlugins = (folder: string): string[] =>
  usesIn(folder)
    .filter(({ name }) => functions.get(name)?.inPlugin === false)
    .map(
      ({ path, line, name }) =>
        `${path}:${line} uses wx.${name}, which plugins do not have; ask typeof first`,
    )

/** Functions of `wx`, or what the typings do not know, that come later than the base library that is promised. */
export const laterThan = (folder: string, promised: string): string[] =>
  usesIn(folder).flatMap(({ path, line, name }) => {
    const found = functions.get(name)
    if (found === undefined) return [`${path}:${line} uses wx.${name}, which WeChat's typings do not know`]
    const needed = [found.since, found.inPlugin].filter((since) => typeof since === 'string')
    return needed
      .filter((since) => isLater(since, promised))
      .map((since) => `${path}:${line} uses wx.${name}, which needs base library ${since}, not ${promised}`)
  })

/** Tags and buttons that a plugin may not have. https://developers.weixin.qq.com/miniprogram/dev/framework/plugin/component-limit.html */
const tags =
  /<(open-data|web-view|ad)\b|open-type="(getUserInfo|getPhoneNumber|getRealtimePhoneNumber|contact)"/g

export const tagsMissingInPlugins = (folder: string): string[] =>
  filesIn(folder)
    .filter((path) => path.endsWith('.wxml'))
    .flatMap((path) =>
      readFileSync(join(folder, path), 'utf8')
        .split('\n')
        .flatMap((text, index) =>
          [...text.matchAll(tags)].map(
            ([, tag, openType]) =>
              `${path}:${index + 1} uses ${tag ?? openType ?? ''}, which plugins do not have`,
          ),
        ),
    )
