/** How long a write waits, in milliseconds, for another program that writes to the database file: a backup, or a person. */
export const BUSY_TIMEOUT_MS = 5000;
