import { FAULT_DETAILS, FAULT_KINDS, FAULT_TARGETS, type FaultRequest } from '../fault-rules'
import { Fields, required } from './fields'

const LONGEST_LATENCY_MILLISECONDS = 600_000

/** Reads what `POST /sandbox/faults` was sent. Whether the fault makes sense is for the queue to say. */
export function readFault(body: unknown): FaultRequest {
  const fields = Fields.ofBody(body, ['target', 'kind', 'times', ...FAULT_DETAILS])
  return withoutAbsent({
    target: required(
      'target',
      fields.oneOf('target', FAULT_TARGETS),
      `Give one of: ${FAULT_TARGETS.join(', ')}.`,
    ),
    kind: required('kind', fields.oneOf('kind', FAULT_KINDS), `Give one of: ${FAULT_KINDS.join(', ')}.`),
    times: fields.integer('times', 1, 1000),
    milliseconds: fields.integer('milliseconds', 1, LONGEST_LATENCY_MILLISECONDS),
    errcode: fields.integer('errcode', -1, 99_999_999),
    errmsg: fields.text('errmsg'),
    Code: fields.text('Code'),
    Message: fields.text('Message'),
  })
}

type Present<T> = { [Name in keyof T]: Exclude<T[Name], undefined> }

/** Leaves out what is undefined, so that an absent field is absent in what is shown and stored. */
export function withoutAbsent<T extends object>(fields: T): Partial<Present<T>> & Pick<T, RequiredNames<T>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}

type RequiredNames<T> = { [Name in keyof T]: undefined extends T[Name] ? never : Name }[keyof T]
