import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { pageName } from '../../preview/page/page-names'
import { config } from '../../miniprogram/config'
import { DEFAULT_APP } from '../../sandbox/src/options'
import { variables } from '../../relay/src/config/variables'

describe('the demo host, unchanged, logs in', () => {
  test('to the App that the sandbox has from the start', () => {
    expect(config.appKey).toBe(DEFAULT_APP.iotAppKey)
  })

  test('through the relay where it listens from the start', () => {
    expect(config.relayUrl).toBe(`http://${variables.HOST.default}:${variables.PORT.default}`)
  })
})

describe('the pages of the demo', () => {
  const folder = join(__dirname, '../../miniprogram')
  const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as { pages: string[] }
  const { pages } = read('app.json')

  test.each(pages)(
    '%s leaves the bar to the name of the app: a title in its JSON has one language',
    (page) => {
      expect(read(`${page}.json`)).not.toHaveProperty('navigationBarTitleText')
    },
  )

  test.each(pages)('%s has a name in the preview, in every language', (page) => {
    const id = page.split('/').at(-1)
    for (const lang of ['en', 'zh_CN', 'zh_TW'] as const) expect(pageName(page, lang)).not.toBe(id)
  })
})
