import { keyStateAt, type KeyRecord } from './key-record.js';

/**
 * The keys that count now, and whether any is asked for.
 *
 * INVARIANT: once keys were seen, a key is asked for until the process ends, whatever becomes of the file. Keys that
 * are revoked, deleted or unreadable shut the server; they never open it.
 */
export class KeyRing {
  private records: ReadonlyMap<string, KeyRecord> = new Map();
  private asked = false;

  /** Whether a request needs a key. */
  get isAsked(): boolean {
    return this.asked;
  }

  find(id: string): KeyRecord | undefined {
    return this.records.get(id);
  }

  /** Whether any key opens anything at a moment. */
  hasActive(now: Date): boolean {
    return [...this.records.values()].some((record) => keyStateAt(record, now) === 'active');
  }

  /** Takes what the file holds; null where there is none, which is as if it held no key. */
  take(records: readonly KeyRecord[] | null): void {
    this.records = new Map(records?.map((record) => [record.id, record]));
    if (this.records.size > 0) this.asked = true;
  }

  /** The file holds something that cannot be understood: what was read last still counts, and a key is asked for. */
  keepLast(): void {
    this.asked = true;
  }
}
