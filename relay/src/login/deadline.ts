export type { Deadline } from '../clock'
