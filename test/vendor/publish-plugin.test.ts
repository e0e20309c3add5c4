import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../shape/source-tree'

const publish = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'check-vendor/publish-plugin.js'), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  })

test('publishing says everything that is missing at once, and does nothing', () => {
  const { status, stderr, stdout } = publish()
  expect(status).toBe(1)
  expect(stderr).toContain('WECHAT_PLUGIN_APP_ID')
  expect(stderr).toContain('WECHAT_UPLOAD_KEY_FILE')
  expect(stderr).toContain('what is new')
  expect(stdout).toBe('')
})
