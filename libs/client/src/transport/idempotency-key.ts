const BYTES = 16;

/** A new key that nobody else has. `crypto.randomUUID` would do, but browsers have it on secure pages only. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
