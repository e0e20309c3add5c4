import { props, type Props } from './props'
import { written } from './read-property'

type Name = keyof Props

/** What is wrong with a property, in one line for the developer. */
export type Problems = Partial<Record<Name, string>>

const names = Object.keys(props) as Name[]

/**
 * Any type passes the framework: each of them converts another way, and what the host wrote would be lost before it
 * could be named.
 */
export const anyType = (() => {
  const declared = {} as Record<Name, { type: null; value: unknown }>
  for (const name of names) declared[name] = { type: null, value: props[name].value }
  return declared
})()

/** The names as an observer lists them. */
export const everyName = names.join(', ')

/** Reads every property; what cannot be used becomes the documented default, and is named. */
export function checkProps(given: Record<string, unknown>): { props: Props; problems: Problems } {
  const read: Record<string, unknown> = {}
  const problems: Problems = {}
  for (const name of names) {
    const parts: string[] = []
    read[name] = props[name].read(given[name], (found, allowed, where = '') => {
      parts.push(`${dashed(name)}${where} is ${written(found)}, but must be ${allowed}`)
    })
    if (parts.length > 0)
      problems[name] = `<iot-login> ${parts.join('; ')}; ${insteadOf(name, read[name])} is used.`
  }
  return { props: read as Props, problems }
}

function insteadOf(name: Name, read: unknown): string {
  const { value } = props[name]
  if (typeof value !== 'object') return written(value)
  return Object.keys(Object(read) as object).length > 0 ? 'the rest' : JSON.stringify(value)
}

/** As it is written in WXML. */
const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
