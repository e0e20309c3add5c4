import { checkFault, FAULT_KINDS, FAULT_TARGETS, hostOf, type FaultRequest } from './fault-rules'

const instructionsFor = (request: FaultRequest) => {
  try {
    checkFault(request)
  } catch (error) {
    return (error as { instructions?: string }).instructions
  }
  return undefined
}

test.each([
  [{ target: 'wechat', kind: 'codeZeroWithError' }, 'explorer'],
  [{ target: 'explorer', kind: 'missingToken' }, 'AppGetTokenByWeiXin'],
  [{ target: 'wechat', kind: 'missingOpenId' }, 'jscode2session'],
  [{ target: 'wechat', kind: 'latency' }, 'milliseconds'],
  [{ target: 'wechat', kind: 'error' }, 'errcode'],
  [{ target: 'explorer', kind: 'error' }, 'Code'],
  [{ target: 'explorer', kind: 'error', Code: 'X', errcode: 1 }, 'Code, Message'],
  [{ target: 'wechat', kind: 'error', errcode: 1, Code: 'X' }, 'errcode, errmsg'],
  [{ target: 'wechat', kind: 'hang', milliseconds: 1 }, 'nothing more'],
] as const)('%p is refused with a cure that says %s', (request, cure) => {
  expect(instructionsFor(request)).toContain(cure)
})

test('every kind strikes somewhere, and every target belongs to a platform', () => {
  const details = { latency: { milliseconds: 1 }, error: { Code: 'X' } }
  for (const kind of FAULT_KINDS) {
    const detail = kind in details ? details[kind as keyof typeof details] : {}
    expect(FAULT_TARGETS.some((target) => instructionsFor({ target, kind, ...detail }) === undefined)).toBe(
      true,
    )
  }
  expect(FAULT_TARGETS.filter((target) => hostOf(target) === 'wechat')).toHaveLength(5)
})
