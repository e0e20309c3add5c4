import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { comparison } from '../sdk/comparison'
import { situations } from '../sdk/situations'

const root = resolve(__dirname, '../..')
const page = readFileSync(resolve(root, 'docs/sdk-comparison.md'), 'utf8')
const versionOf = (path: string) =>
  (JSON.parse(readFileSync(resolve(root, path), 'utf8')) as { version: string }).version

/** A table's cells, however wide its columns are drawn. */
const cells = (lines: string[]) =>
  lines
    .filter((line) => line.startsWith('|') && !/^[|\s:-]+$/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))

test('the comparison says what the tests see', () => {
  expect(cells(page.split('\n'))).toEqual(cells(comparison()))
  expect(cells(comparison())).toHaveLength(situations.length + 1)
})

test('the comparison names the versions that were compared', () => {
  const sdk = versionOf('node_modules/qcloud-iotexplorer-appdev-sdk/package.json')
  expect(page).toContain(`\`qcloud-iotexplorer-appdev-sdk\` ${sdk}`)
  expect(page).toContain(`\`miniprogram-iot-login\` ${versionOf('plugin/package.json')}`)
})
