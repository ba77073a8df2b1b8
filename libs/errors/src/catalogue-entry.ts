import type { ErrorType } from '@gatehouse/contracts';

/** One entry of the error catalogue. */
export interface CatalogueEntry {
  readonly type: ErrorType;
  /** What was wrong and what to do next; `{names}` are filled in by whoever raises it. */
  readonly message: string;
  /** True where the same request may succeed later. */
  readonly retryable: boolean;
  /** For the reader of docs/errors.md: what to do about it. */
  readonly remedy: string;
}
