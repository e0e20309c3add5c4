/** Bytes. https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages.html and DevTools' own advice. */
const LIMITS = {
  'main package': 2 * 1024 * 1024,
  'plugin, before DevTools warns': 200 * 1024,
}

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`

/** What the compiled files below `prefix` weigh, beside WeChat's limits. */
export function sizeTable(name: string, files: Record<string, number>, prefix: string): string {
  const size = sizeBelow(files, prefix)
  const beside = Object.entries(LIMITS).map(([limit, most]) => `${limit} ${kilobytes(most)}`)
  return `${name}: ${kilobytes(size)} compiled; limits: ${beside.join(', ')}\n`
}

export const sizeBelow = (files: Record<string, number>, prefix: string): number =>
  Object.entries(files)
    .filter(([path]) => path.startsWith(prefix))
    .reduce((sum, [, bytes]) => sum + bytes, 0)

export const MOST_FOR_A_PLUGIN = LIMITS['plugin, before DevTools warns']
