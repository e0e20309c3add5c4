import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One row of the index at the top of an error page. */
export interface IndexRow {
  /** What people search for. */
  texts: string[]
  /** The anchors of the paragraphs that it leads to; the first is the usual one. */
  anchors: string[]
}

/** One paragraph of an error page. */
export interface Entry {
  anchor: string
  heading: string
  /** Who can fix it, in the language of the page. */
  role: string
  /** What follows the role: the cure. */
  fix: string
}

export interface ErrorPage {
  text: string
  /** Levels of all headings in their order. */
  levels: string[]
  /** By their order on the page: texts of `wx.login`, of `wx.request`, … */
  index: IndexRow[][]
  entries: Entry[]
}

const ENTRY = /^<a id="([^"]+)"><\/a>\n\n### (.+)\n\n([^]+?)(?=\n\n|\n*(?![^]))/gm
const FIX = /\*\*(?:Fix|解决)\s?[（(](\S+?)[)）]:?\*\*：?\s*([^]+)$/

/** Reads `docs/errors.md`, or the page in another language. */
export function readErrorPage(path: string): ErrorPage {
  const text = readFileSync(join(__dirname, '../..', path), 'utf8')
  const [, index = ''] = text.split(/^## /m)
  return {
    text,
    levels: [...text.matchAll(/^(#+) /gm)].map(([, level = '']) => level),
    index: index
      .split(/^### /m)
      .slice(1)
      .map((section) => [...section.matchAll(/^\| (`.+)\|$/gm)].map(([, row = '']) => rowOf(row))),
    entries: [...text.matchAll(ENTRY)].map(([, anchor = '', heading = '', paragraph = '']) => {
      const [, role = '', fix = ''] = FIX.exec(paragraph) ?? []
      return { anchor, heading, role, fix }
    }),
  }
}

/** The address of a code on the page. */
export const anchorOf = (code: string): string => code.toLowerCase().replaceAll('.', '-')

function rowOf(row: string): IndexRow {
  const [texts = '', , links = ''] = row.split(' | ')
  return {
    texts: [...texts.matchAll(/`([^`]+)`/g)].map(([, each = '']) => each),
    anchors: [...links.matchAll(/\]\(#([^)]+)\)/g)].map(([, each = '']) => each),
  }
}
