/** One thing that may be seen on the wire besides whole 200s and whole 400s. */
export interface WireException {
  readonly id: string;
  readonly what: string;
  readonly why: string;
}

/**
 * INVARIANT: whatever is on the wire and is not one whole 200 or one whole 400 with the envelope stands in this table.
 * The governance document shows the same rows. A CORS preflight needs none: it is answered 200.
 */
export const WIRE_EXCEPTIONS = Object.freeze([
  {
    id: 'interim-continue',
    what: 'An interim 100 Continue goes ahead of the answer where the request expects it and its body may come.',
    why: 'It is no answer but leave to send the body; the answer follows.',
  },
  {
    id: 'event-stream',
    what: 'The events of a job are framed as text/event-stream: 200 at once, without Content-Length, ended by the last event, or before it where the server is being stopped.',
    why: 'An answer that is whole before it is sent cannot tell of what has yet to happen.',
  },
  {
    id: 'later-protocols',
    what: 'A protocol served later over HTTP, with status rules of its own, keeps to those on its own path.',
    why: 'Its clients know its rules, not these.',
  },
] as const satisfies readonly WireException[]);
