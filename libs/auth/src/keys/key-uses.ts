import type { KeyFile } from './key-file.js';
import type { KeyRecord } from './key-record.js';

/** When keys were used, held back from their file: a request writes nothing. */
export class KeyUses {
  private unsaved = new Map<string, Date>();

  note(id: string, at: Date): void {
    this.unsaved.set(id, at);
  }

  /**
   * Adds to the file what was noted since the last time, and changes nothing else in it.
   * Where that fails it is still to be saved.
   */
  async save(file: KeyFile): Promise<void> {
    const uses = this.unsaved;
    if (uses.size === 0) return;
    this.unsaved = new Map();
    try {
      await file.update((records) => withUses(records, uses));
    } catch (thrown) {
      this.unsaved = new Map([...uses, ...this.unsaved]);
      throw thrown;
    }
  }
}

/** Another server may have seen a key later than this one. */
function withUses(
  records: readonly KeyRecord[],
  uses: ReadonlyMap<string, Date>,
): readonly KeyRecord[] | null {
  const changed = records.map((record) => {
    const usedAt = uses.get(record.id);
    const isNews = usedAt !== undefined && (record.lastUsedAt === null || record.lastUsedAt < usedAt);
    return isNews ? { ...record, lastUsedAt: usedAt } : record;
  });
  return changed.some((record, index) => record !== records[index]) ? changed : null;
}
