import type { ScanResult } from '../scan.ts';

/** Writes what a scan came to. */
export type Reporter = (result: ScanResult) => string;
