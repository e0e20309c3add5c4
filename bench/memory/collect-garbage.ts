/** Brought into the relay's process by Node's `--import`, with `--expose-gc`. */
process.on('SIGUSR2', () => gc?.())
