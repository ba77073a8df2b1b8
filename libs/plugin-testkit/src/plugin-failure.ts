import type { ErrorBody } from '@gatehouse/contracts';

/** An execution that ended without a result: what a client of the server would be told of it. */
export class PluginFailure extends Error {
  /** A code of docs/errors.md, e.g. `OPTIONS_INVALID` or, where the plugin itself threw, `PLUGIN_THREW`. */
  readonly code: string;

  constructor(readonly error: ErrorBody) {
    super(error.message);
    this.name = 'PluginFailure';
    this.code = error.details.code;
  }
}
