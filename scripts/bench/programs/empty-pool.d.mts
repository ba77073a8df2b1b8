/** Hardened processes of the plugin `empty`. */
export interface EmptyPool {
  /** Hands an image to a process and waits for its answer. */
  call(body: Uint8Array): Promise<unknown>;
  close(): Promise<void>;
}

/** Opens as many at most; the first call starts the first one. */
export function openEmptyPool(processes: number): EmptyPool;
