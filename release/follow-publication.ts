/** `npm run publication`: writes into the documents and packages what `publication.json` says. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { documents, withInstallBlocks } from './install-blocks'
import { withPackageFields } from './package-fields'
import { packages, readPublication } from './publication'

const root = join(__dirname, '..')
const publication = readPublication()

function rewrite(path: string, change: (text: string) => string): void {
  const file = join(root, path)
  const text = readFileSync(file, 'utf8')
  const changed = change(text)
  if (changed === text) return
  writeFileSync(file, changed)
  process.stdout.write(`${path}\n`)
}

for (const path of Object.keys(documents)) rewrite(path, (text) => withInstallBlocks(text, publication))
for (const { folder } of packages) {
  rewrite(`${folder}/package.json`, (text) => withPackageFields(text, publication, folder))
}
