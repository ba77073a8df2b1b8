/** Resident memory of a process that has loaded its code and done nothing, with room for what it shares with others. */
export const IDLE_RESIDENT_BYTES = 160 * 1024 * 1024;
