import type { JsonObject } from '@gatehouse/contracts';

/*
 * A frame is
 *
 *   kind u8 · header length u32 · body length u32 · header (JSON, UTF-8) · body (bytes)      big-endian
 *
 * and the only thing that may stand on the channel between host and process.
 */

/** The descriptor on which host and process talk. */
export const CHANNEL_DESCRIPTOR = 3;

/** What a frame says. 1–15 go to the process, 16–31 come from it. */
export const FRAME_KIND = Object.freeze({
  INITIALIZE: 1,
  CALL: 2,
  CANCEL: 3,
  DISPOSE: 4,
  READY: 16,
  /** Sent just before the program is called: from here on a dead process means that the call may have had effects. */
  STARTED: 17,
  PROGRESS: 18,
  LOG: 19,
  REPLY: 20,
  FAILURE: 21,
  /** An error escaped from the program outside of a call; the process is about to end. */
  FATAL: 22,
  /** Sent after the answer to a call, with what the call left behind: only now may the next one come. */
  AT_REST: 23,
} as const);

/** One of the kinds of frame. */
export type FrameKind = (typeof FRAME_KIND)[keyof typeof FRAME_KIND];

/** One message on the channel. */
export interface Frame {
  readonly kind: FrameKind;
  readonly header: JsonObject;
  readonly body: Uint8Array;
}

/** Bytes before a frame's header. */
export const PREFIX_BYTES = 9;

/** A body of no bytes. */
export const NO_BODY = new Uint8Array(0);

// Taken before any strange code is loaded: what is patched later is not what runs here.
const { stringify } = JSON;

const KINDS: ReadonlySet<number> = new Set(Object.values(FRAME_KIND));

/** Whether a number is a kind of frame. */
export function isFrameKind(kind: number): kind is FrameKind {
  return KINDS.has(kind);
}

/** The bytes of a frame up to its body, which is sent as it is, without a copy. */
export function encodeFrameHead(kind: FrameKind, header: JsonObject, bodyBytes: number): Buffer {
  const text = Buffer.from(stringify(header));
  const head = Buffer.allocUnsafe(PREFIX_BYTES + text.length);
  head.writeUInt8(kind, 0);
  head.writeUInt32BE(text.length, 1);
  head.writeUInt32BE(bodyBytes, 5);
  text.copy(head, PREFIX_BYTES);
  return head;
}
