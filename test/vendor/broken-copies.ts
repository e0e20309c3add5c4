import { copyOfBuild, edit, type BuiltProject } from './built-project'

/** A copy of the build with one thing wrong, and what has to be said about it. */
export interface BrokenCopy {
  wrong: string
  break: (project: BuiltProject) => void
  /** Both the file and the cause. */
  says: [file: string, cause: RegExp]
}

const plugin = (path: string, change: (text: string) => string) => (project: BuiltProject) =>
  edit(project.pluginRoot, path, change)
const host = (path: string, change: (text: string) => string) => (project: BuiltProject) =>
  edit(project.hostRoot, path, change)
const button = 'components/iot-login/iot-login'

/** What WeChat's compiler finds. */
export const forTheCompiler: BrokenCopy[] = [
  {
    wrong: 'a tag that is closed twice',
    break: plugin(`${button}.wxml`, (text) => `${text}</view>`),
    says: [`${button}.wxml`, /unexpected end tag: view/],
  },
  {
    wrong: 'json with a comma too many',
    break: plugin(`${button}.json`, (text) => text.replace('true,', 'true,,')),
    says: [`${button}.json`, /Expecting 'STRING', got ,/],
  },
  {
    wrong: 'a component that is used and not there',
    break: plugin(`${button}.json`, (text) =>
      text.replace('iot-agreement/iot-agreement', 'iot-agreement/nowhere'),
    ),
    says: [`${button}.json`, /component not found/],
  },
  {
    wrong: 'a public component that is not there',
    break: plugin('plugin.json', (text) => text.replace('/iot-login"', '/nowhere"')),
    says: ['plugin.json', /could not find the corresponding file/],
  },
  {
    wrong: 'a style that is not closed',
    break: plugin(`${button}.wxss`, (text) => `${text}\n.iot-login {`),
    says: [`${button}.wxss`, /Unclosed block/],
  },
]

/** What only the native compilers find. */
export const forTheNativeCompilers: BrokenCopy[] = [
  {
    wrong: '`wx:else` without `wx:if`',
    break: plugin(`${button}.wxml`, (text) => `<view wx:else></view>\n${text}`),
    says: [`${button}.wxml`, /wx:if not found/],
  },
  {
    wrong: 'an expression that WeChat has not',
    break: plugin(`${button}.wxml`, (text) => text.replace('{{view.label}}', '{{view?.label}}')),
    says: [`${button}.wxml`, /unexpected token/i],
  },
  {
    wrong: 'an import of a style sheet that is not there',
    break: plugin(`${button}.wxss`, (text) => text.replace('../theme.wxss', '../nowhere.wxss')),
    says: [`${button}.wxss`, /nowhere\.wxss` not found/],
  },
]

/** What none of them finds. */
export const forOurRules: BrokenCopy[] = [
  {
    wrong: 'a `require` of nothing',
    break: plugin('index.js', (text) => text.replace('./shared-sessions', './nowhere')),
    says: ['index.js', /requires \.\/nowhere/],
  },
  {
    wrong: 'a `require` of a package that is not there, in the host',
    break: host('app.js', (text) => `require('some-package')\n${text}`),
    says: ['app.js:1', /requires some-package/],
  },
  {
    wrong: 'an unknown public component in the host',
    break: host('pages/basic/basic.json', (text) =>
      text.replace('plugin://iot-login/iot-login', 'plugin://iot-login/x'),
    ),
    says: ['pages/basic/basic.json', /plugin:\/\/iot-login\/x; the plugin has iot-login/],
  },
  {
    wrong: 'a component whose json does not say so',
    break: plugin(`${button}.json`, (text) => text.replace('"component": true,', '')),
    says: [`${button}.json`, /"component": true/],
  },
  {
    wrong: 'a key in plugin.json that WeChat does not know',
    break: plugin('plugin.json', (text) => text.replace('{', '{ "cloud": true,')),
    says: ['plugin.json', /says cloud/],
  },
  {
    wrong: 'a function that plugins do not have',
    break: plugin('index.js', (text) => `${text}\nwx.canIUse('button')`),
    says: ['index.js', /uses wx\.canIUse, which plugins do not have/],
  },
  {
    wrong: 'wx.getUserProfile, unguarded',
    break: plugin('identity/wx-profile.js', (text) => text.replace('typeof wx.getUserProfile', "'function'")),
    says: ['identity/wx-profile.js', /uses wx\.getUserProfile, which plugins do not have/],
  },
  {
    wrong: 'a function later than the base library that is promised',
    break: plugin('index.js', (text) => `${text}\nwx.getRendererUserAgent()`),
    says: ['index.js', /uses wx\.getRendererUserAgent, which needs base library 2\.26/],
  },
  {
    wrong: 'a function that is none',
    break: plugin('index.js', (text) => `${text}\nwx.loginn()`),
    says: ['index.js', /uses wx\.loginn, which WeChat's typings do not know/],
  },
  {
    wrong: 'a tag that plugins do not have',
    break: plugin(`${button}.wxml`, (text) => `<open-data type="userNickName"></open-data>\n${text}`),
    says: [`${button}.wxml:1`, /uses open-data/],
  },
  {
    wrong: 'a button that plugins do not have',
    break: plugin(`${button}.wxml`, (text) => text.replace('<button', '<button open-type="getPhoneNumber"')),
    says: [`${button}.wxml`, /uses getPhoneNumber/],
  },
  {
    wrong: 'a script that is none',
    break: plugin('index.js', (text) => `${text}\n}{`),
    says: ['index.js', /is not ES2018: Unexpected token/],
  },
]

export function broken(copy: BrokenCopy, index: number): BuiltProject {
  const project = copyOfBuild(`broken-${index}`)
  copy.break(project)
  return project
}
