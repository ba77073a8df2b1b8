import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from './caller.js';

/** What of a request says who sent it. */
export interface AdmittedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
  /** Set once the guard knows; never on an open route. */
  caller?: Caller;
}

/**
 * Who sent a request that the guard let in.
 *
 * @throws Error on an open route: nobody asks who comes there
 */
export function callerOf({ caller }: Pick<AdmittedRequest, 'caller'>): Caller {
  if (caller === undefined) throw new Error('an open route asks who called it');
  return caller;
}
