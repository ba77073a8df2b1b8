import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A judged file, as it was when nothing was found in it. */
export interface CleanFile {
  /** Of its text. */
  readonly hash: string;
  /** The judged files that it imports, by path from the root. */
  readonly imports: readonly string[];
}

/** What is kept of a scan that found nothing. Of any other nothing is kept. */
export interface CleanScan {
  /** Of everything that any judgement rests on besides the judged files. */
  readonly key: string;
  readonly files: Readonly<Record<string, CleanFile>>;
  /** Files of others that were compiled too. */
  readonly theirs: readonly string[];
  /** Files of the repository that were compiled too, or declare something for all. */
  readonly besides: readonly string[];
  /** Files that declare something for all, whoever imports them. */
  readonly forAll: readonly string[];
}

/** What was kept; null where nothing is that can be understood. */
export function loadCleanScan(path: string): CleanScan | null {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isCleanScan(kept) ? kept : null;
  } catch {
    return null;
  }
}

function isCleanScan(kept: unknown): kept is CleanScan {
  if (typeof kept !== 'object' || kept === null) return false;
  const { key, files, theirs, besides, forAll } = kept as Partial<Record<keyof CleanScan, unknown>>; // each is looked at
  const isFile = (file: unknown): boolean =>
    typeof file === 'object' && file !== null && 'hash' in file && 'imports' in file && isTexts(file.imports);
  return (
    typeof key === 'string' &&
    typeof files === 'object' &&
    files !== null &&
    Object.values(files).every(isFile) &&
    [theirs, besides, forAll].every(isTexts)
  );
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

/** Keeps it. In one step, so that nobody reads half of it. */
export function saveCleanScan(path: string, scan: CleanScan): void {
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.${process.pid}`;
  writeFileSync(half, JSON.stringify(scan));
  renameSync(half, path);
}
