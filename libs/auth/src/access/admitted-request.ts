import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from './caller.js';

/** What of a request says who sent it. */
export interface AdmittedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
  /** Set once the guard knows; never on an open route. */
  caller?: Caller;
}
