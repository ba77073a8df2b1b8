/*
 * What a program may say. Its own side keeps to it, and drops the rest; the host's side takes whoever says more
 * for one that writes to the channel by itself.
 */

/** Log lines of one call. */
export const MAX_LOG_LINES_A_CALL = 1000;

/** Characters of one log line. */
export const MAX_LOG_LINE = 2000;

/** Characters of the message of one report of progress. */
export const MAX_PROGRESS_MESSAGE = 200;

/** Milliseconds between two reports of progress. */
export const PROGRESS_INTERVAL_MS = 50;
