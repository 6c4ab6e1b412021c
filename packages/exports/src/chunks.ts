/**
 * Letters that are gathered before they are passed on: so large that waiting for a thread of the disk, once for each,
 * does not show in the time a file takes, also where other programs keep the processor busy.
 */
export const chunkLength = 256 * 1024;

/** Of a file that is written: what may wait for the disk while further rows are read. */
export const waitingBytes = 4 * 2 ** 20;
