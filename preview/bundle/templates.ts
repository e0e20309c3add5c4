import { TmplGroup } from 'glass-easel-template-compiler'

import type { Sources } from './read-folder'

interface Finding {
  isError: boolean
  startLine: number
  startColumn: number
  message: string
}

/**
 * Every template of a space as one JavaScript expression, an object by path without extension.
 *
 * @throws {Error} naming file, line and column of what does not compile
 */
export function compileTemplates(sources: Sources): string {
  const group = new TmplGroup()
  try {
    for (const [path, text] of sources) {
      if (path.endsWith('.wxs')) group.addScript(path.replace(/\.wxs$/, ''), text)
      if (!path.endsWith('.wxml')) continue
      const findings = group.addTmpl(path.replace(/\.wxml$/, ''), text) as Finding[]
      const error = findings.find(({ isError }) => isError)
      // The compiler counts lines from 0.
      if (error) {
        throw new Error(`${path}:${error.startLine + 1}:${error.startColumn + 1} ${error.message}`)
      }
    }
    return group.getTmplGenObjectGroups()
  } finally {
    group.free()
  }
}
