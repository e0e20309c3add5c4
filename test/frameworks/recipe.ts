import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../shape/source-tree'

/** What a recipe puts into a project: texts by path. */
export type Recipe = Record<string, string>

/** The code blocks of a recipe, each with the path that begins the paragraph before it. */
export function recipeOf(path: string): Recipe {
  const text = readFileSync(join(root, path), 'utf8')
  const blocks = text.matchAll(/^`([^`\n]+)`[^\n]*(?:\n[^\n]+)*[:：]\n\n```\w+\n([^]*?)^```/gm)
  return Object.fromEntries([...blocks].map(([, file = '', code = '']) => [file, code]))
}

/** The one word that a recipe leaves to its reader. */
export const filledIn = (recipe: Recipe): Recipe =>
  Object.fromEntries(
    Object.entries(recipe).map(([path, code]) => [path, code.replace('YOUR_APP_KEY', 'AppKey')]),
  )
