import type { ErrorPointer } from '@gatehouse/contracts';
import { ERROR_CATALOGUE, type ErrorCode, type ErrorParams } from './catalogue.js';
import { isInstance } from './is-instance.js';

/** What a raised error carries besides its code and the words of its message. */
export interface GatehouseErrorExtras {
  readonly plugin?: string;
  readonly errors?: readonly ErrorPointer[];
  /** Milliseconds. */
  readonly retryAfterMs?: number;
  /** What caused it; its stack is logged, never sent. */
  readonly cause?: unknown;
}

const fill = (template: string, params: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(params[name] ?? placeholder));

/** A failure that was foreseen: a code of the catalogue with its message filled in. */
export class GatehouseError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly plugin: string | null;
  readonly errors: readonly ErrorPointer[];
  readonly retryAfterMs: number | null;

  constructor(
    readonly code: Code,
    params: ErrorParams<Code>,
    extras: GatehouseErrorExtras = {},
  ) {
    super(fill(ERROR_CATALOGUE[code].message, params), { cause: extras.cause });
    this.name = 'GatehouseError';
    this.plugin = extras.plugin ?? null;
    this.errors = extras.errors ?? [];
    this.retryAfterMs = extras.retryAfterMs ?? null;
  }
}

/** Whether something thrown was foreseen. Never throws. (`instanceof` alone would narrow the code to `any`.) */
export function isGatehouseError(thrown: unknown): thrown is GatehouseError {
  return isInstance(thrown, GatehouseError);
}
