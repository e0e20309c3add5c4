import { showPreview } from './shown-preview'
import { visit } from './visit'

jest.setTimeout(30_000)

const LAMP = 'SANDBOXLAMP/lamp-1'

const preview = showPreview()

test("Tencent's SDK lists the devices on its page, and shows what they report", async () => {
  const { page, phone, context, problems } = await visit(preview.browser, preview.stack.url, { lang: 'en' })
  await page.getByTitle('pages/with-sdk/with-sdk').click()
  await phone.getByText("With Tencent's SDK").waitFor()
  await phone.getByRole('button', { name: 'Log in with WeChat' }).click()
  await phone.getByText('客厅灯').waitFor()
  await listening()

  await page.request.post(`${preview.stack.url}/sandbox/devices`, {
    data: JSON.stringify({ device: LAMP, report: { brightness: 80 } }),
  })
  await phone.getByText('brightness: 80').waitFor()

  await phone.getByRole('button', { name: 'Log out' }).click()
  await phone.getByText('客厅灯').waitFor({ state: 'detached' })
  expect(problems).toEqual([])
  await context.close()
})

async function listening(): Promise<void> {
  const { entries } = preview.stack.sandbox.journal.since()
  if (entries.some(({ operation }) => operation === 'AppDeviceTraceHeartBeat')) return
  await new Promise((resolve) => setImmediate(resolve))
  return listening()
}
