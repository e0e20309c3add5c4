/**
 * The relay's types name the contract, which belongs to the plugin. Its package brings a copy of that declaration, or it
 * would name a file that its users do not have. Part of the build, and of packing: what tsc by itself has written since
 * names the plugin again.
 */
const { copyFile, readdir, readFile, writeFile } = require('node:fs/promises')
const { join, posix } = require('node:path')

const dist = join(__dirname, 'dist')
const contract = join(__dirname, '../plugin/types/relay-client/contract.d.ts')

async function shipContract() {
  await copyFile(contract, join(dist, 'contract.d.ts'))
  for (const entry of await readdir(dist, { recursive: true })) {
    if (!entry.endsWith('.d.ts')) continue
    const types = await readFile(join(dist, entry), 'utf8')
    const shipped = posix.relative(posix.dirname(entry.replaceAll('\\', '/')), 'contract')
    const specifier = shipped.startsWith('.') ? shipped : `./${shipped}`
    const renamed = types.replace(/'[./]+\/plugin\/relay-client\/contract'/g, `'${specifier}'`)
    if (renamed !== types) await writeFile(join(dist, entry), renamed)
  }
}

module.exports = { shipContract }

if (require.main === module) void shipContract()
