import type { Closable } from '../targets/with-open.ts';

/** Hands bytes to another thread or process and waits for the answer. */
export interface Dispatcher extends Closable {
  /** A call with bytes of its own may give them away. @returns how many milliseconds it took */
  call(bytes: Uint8Array<ArrayBuffer>): Promise<number>;
}
