import { join } from 'node:path'
import { testPhone } from 'miniprogram-iot-login/testing'

const root = join(__dirname, 'host')

test.each(['pages/index/index', 'pages/plugin-form/plugin-form'])(
  '%s greets who has logged in',
  async (path) => {
    const phone = testPhone({ root })
    const page = await phone.open(path)
    await page.tapLogin()
    expect(page.see('greeting')).toBe('Welcome')
  },
)
