import type { ExecutionProgress, JsonObject, JsonValue } from '@gatehouse/contracts';
import { MAX_LOG_LINE, MAX_PROGRESS_MESSAGE } from '../channel/program-limits.js';
import { SANDBOX_FAILURE, SandboxFailure, type SandboxFailureKind } from '../sandbox-failure.js';
import type { SandboxLogLevel } from '../sandbox-spec.js';

/*
 * What a process says of itself. Its program is a stranger that can write to the channel:
 * each field is read as one, bounded, and never trusted to be there.
 */

const MAX_TEXT = 8192;
const LEVELS: ReadonlySet<string> = new Set<SandboxLogLevel>(['debug', 'info', 'warn', 'error']);

/** The failures a process may report of itself; all others are for the host to find. */
const REPORTABLE: ReadonlySet<string> = new Set<SandboxFailureKind>([
  SANDBOX_FAILURE.THREW,
  SANDBOX_FAILURE.REPLY_NOT_JSON,
  SANDBOX_FAILURE.REPLY_TOO_LARGE,
  SANDBOX_FAILURE.START_FAILED,
]);

/** Reads a PROGRESS header. */
export function readProgress(header: JsonObject): ExecutionProgress {
  const fraction = header['fraction'];
  const bounded = typeof fraction === 'number' ? Math.min(1, Math.max(0, fraction)) : 0;
  return { fraction: bounded, message: textOf(header['message']).slice(0, MAX_PROGRESS_MESSAGE) };
}

/** Reads a LOG header. */
export function readLog(header: JsonObject): { level: SandboxLogLevel; message: string } {
  const level = header['level'];
  return {
    level: isLevel(level) ? level : 'info',
    message: textOf(header['message']).slice(0, MAX_LOG_LINE),
  };
}

/** Reads a FAILURE header. */
export function readFailure(header: JsonObject): SandboxFailure {
  const kind = header['kind'];
  return new SandboxFailure(
    isReportable(kind) ? kind : SANDBOX_FAILURE.THREW,
    textOf(header['message']),
    textOf(header['stack']),
  );
}

/** Reads a FATAL header. */
export function readFatal(header: JsonObject): { message: string; stack: string } {
  return { message: textOf(header['message']), stack: textOf(header['stack']) };
}

/** What a call left behind in its process. */
export interface Rest {
  readonly residue: readonly string[];
  readonly residentBytes: number;
}

/** Reads an AT_REST header. */
export function readRest(header: JsonObject): Rest {
  const { residue, resident_bytes: residentBytes } = header;
  return {
    residue: Array.isArray(residue)
      ? residue.slice(0, 10).map((item: JsonValue) => textOf(item).slice(0, 100))
      : [],
    residentBytes: typeof residentBytes === 'number' ? residentBytes : 0,
  };
}

function isLevel(value: JsonValue | undefined): value is SandboxLogLevel {
  return typeof value === 'string' && LEVELS.has(value);
}

function isReportable(value: JsonValue | undefined): value is SandboxFailureKind {
  return typeof value === 'string' && REPORTABLE.has(value);
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : '';
}
