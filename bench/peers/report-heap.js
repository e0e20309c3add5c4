/**
 * Brought into the relay's process by `--require`, with `--expose-gc`: at SIGUSR2 it collects the garbage and writes
 * what is left of the heap, in bytes, to the file that BENCH_HEAP_FILE names.
 */
const { renameSync, writeFileSync } = require('node:fs')

const file = process.env.BENCH_HEAP_FILE

process.on('SIGUSR2', () => {
  global.gc()
  // By renaming, so that the file is never read half written.
  writeFileSync(`${file}.new`, String(process.memoryUsage().heapUsed))
  renameSync(`${file}.new`, file)
})
