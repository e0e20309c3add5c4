import type { Publication } from './publication'

/** What each package says of where it comes from. */
export const packageFields = ({ repository }: Publication, folder: string) => ({
  homepage: `${repository}/tree/main/${folder}#readme`,
  bugs: `${repository}/issues`,
  repository: { type: 'git', url: `git+${repository}.git`, directory: folder },
})

type Package = Record<string, unknown> & { license: unknown }

/** The package.json with these fields, behind its licence. */
export function withPackageFields(text: string, publication: Publication, folder: string): string {
  const { name, version, description, license, homepage, bugs, repository, ...rest } = JSON.parse(
    text,
  ) as Package
  const fields = packageFields(publication, folder)
  return `${JSON.stringify({ name, version, description, license, ...fields, ...rest }, null, 2)}\n`
}
