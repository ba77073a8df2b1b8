import { GatehouseError } from '@gatehouse/errors';

/** How long each part of an exchange may take, in milliseconds. */
export interface ExchangeDeadlines {
  /** Between two pieces of a body. */
  readonly bodyIdleMs: number;
  /** From the head of the request to the answer. */
  readonly answerMs: number;
  /** For the client to take an answer. */
  readonly takeMs: number;
}

/** What the clock has to say about an exchange; times are of one clock, in milliseconds. */
export interface ExchangeTimes {
  readonly openedAt: number;
  /** When the last piece of the request came; null where it is whole, or the server itself has stopped reading. */
  readonly waitingSince: number | null;
  /** When the answer was handed to the connection; null before. */
  readonly sentAt: number | null;
}

/** What is overdue: an error to answer with, a client that does not take its answer, or nothing. Decides only. */
export function overdueOf(
  { openedAt, waitingSince, sentAt }: ExchangeTimes,
  { bodyIdleMs, answerMs, takeMs }: ExchangeDeadlines,
  now: number,
): GatehouseError | 'not taken' | null {
  if (sentAt !== null) return now - sentAt > takeMs ? 'not taken' : null;
  if (waitingSince !== null && now - waitingSince > bodyIdleMs) {
    const problem = `nothing of its body came for ${bodyIdleMs} ms (HTTP_BODY_IDLE_TIMEOUT_MS)`;
    return new GatehouseError('REQUEST_TIMED_OUT', { problem });
  }
  return now - openedAt > answerMs ? new GatehouseError('ANSWER_TIMED_OUT', { timeout_ms: answerMs }) : null;
}
