import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'dotenv'
import { variables, type Variable } from './variables'

const text = readFileSync(join(__dirname, '../../.env.example'), 'utf8')
const lines = parse(text.replaceAll(/^# (?=[A-Z_]+=)/gm, ''))

describe('.env.example', () => {
  it('has every variable that is read, and no other', () => {
    expect(Object.keys(lines).sort()).toEqual(Object.keys(variables).sort())
  })

  it.each(Object.entries<Variable>(variables))('shows the default of %s', (name, { default: value }) => {
    if (value !== undefined) expect(lines[name]).toBe(value)
    else if (name !== 'RELAY_APPS_FILE') expect(lines[name]).toBe('')
  })

  it('sets nothing by itself but the four that must be filled in', () => {
    expect(Object.keys(parse(text))).toEqual([
      'WECHAT_APP_ID',
      'WECHAT_APP_SECRET',
      'IOT_APP_KEY',
      'IOT_APP_SECRET',
    ])
  })
})
